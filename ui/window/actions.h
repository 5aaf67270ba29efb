// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
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
    const char* key; ///< a bare key that the window handles itself, shown in the menu
    bool checkable = false;
};
std::span<const ActionInfo> actionTable();

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
