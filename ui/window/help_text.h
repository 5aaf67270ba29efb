// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QString>
#include <QStringList>

class QWidget;

namespace lab
{

class Actions;
class Pages;
struct GlossaryTerm;

/// What there is to say of a control, a map or a panel.
struct HelpText {
    QString name;
    QStringList sentences; ///< what it is and does; what may be typed or chosen; why it cannot be used now
    QString key; ///< may be empty
    const GlossaryTerm* term = nullptr; ///< of the glossary, that it is about; may be null
};

/// Of what lies at `at` in `widget`: of itself, or of what it is a part of. Composed of what names, tool tips,
/// commands and ranges say, and the glossary. Without sentences where nothing is known.
HelpText helpOn(QWidget* widget, QPoint at, const Pages& pages, const Actions& actions);

/// As HTML, with a link "#id" to the glossary.
QString helpHtml(const HelpText& what, const QString& linkColour);
QString helpWords(const HelpText& what); ///< for whoever hears it

} // namespace lab
