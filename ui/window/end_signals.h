// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSocketNotifier;

namespace lab
{

/// Makes of the signals that end a program (SIGTERM, SIGINT, SIGHUP) one of Qt, so that what is open can be put in
/// order; a second one of a kind ends the program at once. One that is ignored, as under nohup, stays so. There is
/// one such object at a time.
class EndSignals : public QObject
{
    Q_OBJECT
public:
    explicit EndSignals(QObject* parent = nullptr);
    ~EndSignals() override;

signals:
    void received();

private:
    QSocketNotifier* m_notifier = nullptr;
};

} // namespace lab
