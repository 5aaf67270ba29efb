// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace lab
{

class Actions;
struct AnimationOffer;
class Document;
class Learner;
class Toast;
class Pages;
class Player;
class Race;
class SidePanel;
class Stage;
class ViewModel;

/// What a person is asked; tests answer for themselves.
struct Asking {
    enum class Answer { Save, Discard, Cancel };
    /// What to do with unsaved changes.
    std::function<Answer()> aboutChanges;
    enum class Theirs { SaveAnyway, SaveAs, Open, Cancel };
    /// What to do where a session's file was changed by another program: (its name).
    std::function<Theirs(const QString&)> aboutTheirs;
    /// The name of a file: (title, filter, suggested name, for saving); empty: none.
    std::function<QString(const QString&, const QString&, const QString&, bool)> forFile;
    /// What an animation is to be, as offered and then as chosen; false: none.
    std::function<bool(AnimationOffer& offer)> aboutAnimation;
};

/// What commands act on: the models, and what is on the screen.
struct Workbench {
    Document& document;
    ViewModel& view;
    Player& player;
    Learner& learner;
    Race& race;
    Actions& actions;
    Asking& asking;
    QWidget& window;
    Pages& pages;
    Stage& stage;
    SidePanel& panel;
    Toast& messages;
};

} // namespace lab
