// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/cover.h"

namespace lab
{

/// Shows a class where to look: a large dot in place of the pointer, a light around it while all else is dark, or
/// both.
class PointerOverlay : public Cover
{
    Q_OBJECT
public:
    explicit PointerOverlay(QWidget* parent);

    void setDot(bool dot);
    void setLight(bool light);
    bool light() const { return m_light; }
    void pointAt(QPoint at); ///< of the parent
    QPoint at() const { return m_at; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();

    bool m_dot = false;
    bool m_light = false;
    QPoint m_at;
};

} // namespace lab
