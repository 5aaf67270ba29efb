// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <span>

namespace lab
{

/// One command of the program.
struct ActionInfo {
    const char* id;
    const char* menu; ///< the menu it is listed in, in table order; empty: none
    const char* text;
    const char* tip;
    const char* icon; ///< in resources/icons, or empty
    const char* shortcut; ///< portable text, or a standard key's name after ':'
    const char* key; ///< bare keys that the window handles itself, the first shown in the menu: "Right, PgDown"
    bool checkable = false;
};
std::span<const ActionInfo> actionTable();
QList<QKeySequence> bareKeys(const ActionInfo& info);
/// The key to be shown for a command; empty: it has none.
QString keyText(const ActionInfo& info);

/// Where a key that belongs to no command is pressed.
enum class KeyPlace { Window, Cell, LayerList, LossSurface, FilmStrip };
struct KeyInfo {
    KeyPlace place;
    const char* keys; ///< portable text
    const char* shown;
    const char* text;
};
std::span<const KeyInfo> otherKeys();
QString keyPlaceText(KeyPlace place);

/// The QActions of the table, by id.
class Actions : public QObject
{
    Q_OBJECT
public:
    explicit Actions(QObject* parent);
    QAction* operator[](const char* id) const;

private:
    QHash<QString, QAction*> m_actions;
};

} // namespace lab
