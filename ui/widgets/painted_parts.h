// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

#include <vector>

class QAccessibleInterface;
class QWidget;

namespace lab
{

/// One of the things that a widget paints, for whoever cannot see it.
struct PaintedPart {
    QString name;
    QRect rect; ///< in the widget
    bool chosen = false;
};

/// What a widget is beside a QWidget when it paints several things: each is a child for a screen reader.
class PaintedParts
{
public:
    virtual ~PaintedParts() = default;
    virtual std::vector<PaintedPart> paintedParts() const = 0;
    virtual void pressPart(int index) = 0; ///< as a click on it does
};

/// A list of the parts of `widget`, after its child widgets.
QAccessibleInterface* makePartsInterface(QWidget* widget, PaintedParts* parts);

} // namespace lab
