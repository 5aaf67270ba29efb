// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/main_window.h"

#include <QPointer>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <cstdint>
#include <memory>
#include <random>
#include <span>

class QMimeData;

namespace lab::monkey
{

/// Draws the same for a seed on every machine, which the distributions of the standard library do not.
class Dice
{
public:
    explicit Dice(std::uint64_t seed) : m_engine(seed) {}
    int below(std::int64_t n) { return int(m_engine() % std::uint64_t(n)); }
    int in(int least, int most) { return least + below(most - least + 1); }
    bool chance(int percent) { return below(100) < percent; }
    double unit() { return double(m_engine() >> 11) * 0x1p-53; }
    template <class C>
    auto& of(C&& choices)
    {
        return choices[decltype(choices.size())(below(std::int64_t(choices.size())))];
    }

private:
    std::mt19937_64 m_engine;
};

/// The program in the monkey's hands.
struct Hands {
    explicit Hands(std::uint64_t seed);

    void openWindow();
    /// What takes the keys and the clicks now: a popup, a dialog, or the window.
    QWidget* top() const;
    /// One that can be seen; null: there is none.
    QWidget* anyWidget();
    QPoint anyPlace(QWidget* widget); ///< in the coordinates of its window
    QString anyFile(); ///< to open: good ones, bad ones, and what was saved
    /// Numbers, a picture, files, or what only looks like it.
    std::unique_ptr<QMimeData> anyData();

    Dice dice;
    QTemporaryDir folder; ///< where all is written
    std::unique_ptr<MainWindow> window;
    QSize size; ///< that the window was given
    bool timersFire = false; ///< those that are told the time by nothing else
};

/// What the monkey can do.
struct Act {
    const char* name;
    int weight; ///< how often, among all
    void (*act)(Hands& hands);
};
std::span<const Act> acts();
/// Does a key or a click or two in what has just opened before the window, and closes it.
void visit(Hands& hands, const QPointer<QWidget>& opened);
void endDrag(Hands& hands);

/// Names what is going on more exactly, for whoever has to repeat it.
void tell(const QString& what);
/// Something is not as it must be. From any thread.
void find(const QString& finding);
QStringList takeFindings();

/// What holds between any two events; finds what does not.
void check(Hands& hands);

} // namespace lab::monkey
