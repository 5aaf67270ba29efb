// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace lab
{

/// Lies over all of its parent while it is shown, above everything else there. The pointer goes through it, unless
/// that is changed.
class Cover : public QWidget
{
    Q_OBJECT
public:
    explicit Cover(QWidget* parent);

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override; ///< the parent's size
};

} // namespace lab
