// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace lab
{

/// A sentence over the upper edge of its parent, moving nothing: what went wrong, what was done, or what is being
/// opened or written. What went wrong stays until it is closed; all that was said is kept.
class Toast : public QFrame
{
    Q_OBJECT
public:
    explicit Toast(QWidget* parent);
    void showError(const QString& sentence);
    void showInfo(const QString& sentence);
    /// Ways to go on: what a button says, and what it does. Several stand in a menu.
    using Offers = std::vector<std::pair<QString, std::function<void()>>>;
    /// An error with ways out.
    void showOffer(const QString& sentence, const Offers& offers) { showOffers(sentence, true, offers); }
    /// What was done, and what could be done instead; stays until it is closed, or something else is done.
    void showNotice(const QString& sentence, const Offers& offers);
    /// What takes a while, and can be cancelled.
    enum class Doing { Nothing, Opening, Exporting };
    /// progress: 0..1; none where it is not known.
    void showProgress(Doing what, const QString& name, std::optional<double> progress = {});
    void endProgress(Doing what); ///< of nothing else
    /// As the button at its end: cancels what is going on, too.
    void dismiss();
    QString text() const;
    /// What was done goes with the next thing that is done; what went wrong stays.
    void dismissInfo();
    struct Said {
        QString sentence;
        bool error = false;
    };
    const std::vector<Said>& said() const { return m_said; } ///< the last ones, in their order

signals:
    void cancelled(lab::Toast::Doing what);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void show(const QString& sentence, bool error);
    void showOffers(const QString& sentence, bool error, const Offers& offers);
    void take(std::size_t offer);
    void place();
    void drawIcon();
    QLabel* m_icon;
    QLabel* m_text;
    QString m_sentence; ///< as it was said
    QPushButton* m_accept;
    Offers m_offers;
    QProgressBar* m_progress;
    QToolButton* m_close;
    QTimer m_fade;
    Doing m_doing = Doing::Nothing;
    bool m_error = false;
    std::vector<Said> m_said;
};

} // namespace lab
