// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QRect>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

class QLabel;

namespace lab
{

/// What who speaks sees on a screen of their own: the time, how long it has been going on, the sentence that the
/// class sees and the next one, and notes. Its keys are those of the window that it belongs to.
class SpeakerView : public QWidget
{
    Q_OBJECT
public:
    explicit SpeakerView(QWidget* window);

    void begin(); ///< the time that has passed is counted from now on
    void setSentences(const QString& present, const QString& next);
    void setNotes(const QString& notes); ///< plain text; none while it is empty

    std::function<QDateTime()> now; ///< what the clock says; tests answer for themselves
    void showTime();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QLabel* addText(const QString& heading, const QString& name, double size);

    QDateTime m_began;
    QTimer m_second;
    QLabel* m_clock = nullptr;
    QLabel* m_passed = nullptr;
    QLabel* m_present = nullptr;
    QLabel* m_next = nullptr;
    QLabel* m_notes = nullptr;
    QLabel* m_notesHeading = nullptr;
};

/// Of the screens, given as where they lie, the one to present on while the window is on `own`: another that shows
/// something else. None: the window's own is all there is.
std::optional<qsizetype> screenToPresentOn(const QList<QRect>& screens, qsizetype own);

} // namespace lab
