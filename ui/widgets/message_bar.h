// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace lab
{

/// One line above the stage: what went wrong, what was done, or what is being opened. Never in the way.
class MessageBar : public QFrame
{
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);
    void showError(const QString& sentence);
    void showInfo(const QString& sentence);
    /// An error with a way out: a button that does it.
    void showOffer(const QString& sentence, const QString& accept, const std::function<void()>& act);
    /// progress 0..1; below 0: done.
    void showProgress(const QString& name, double progress);
    QString text() const;

signals:
    void cancelled();

protected:
    void changeEvent(QEvent* event) override;

private:
    void drawIcon();
    void show(const QString& sentence, const char* kind);
    QLabel* m_icon;
    QLabel* m_text;
    QString m_sentence; ///< as it was said
    QPushButton* m_accept;
    std::function<void()> m_act; ///< of the offer
    QProgressBar* m_progress;
    QToolButton* m_close;
    QTimer m_fade;
    bool m_loading = false;
};

} // namespace lab
