// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "ui/window/workbench.h"

#include <QIcon>
#include <QPalette>

namespace lab
{

class Picture;
struct AnimationOffer;

QString openFilter();
QString exportFilter(); ///< of numbers
QString pictureFilter(); ///< of pictures that can be written
Asking::Answer askToSaveChanges(QWidget* parent);
Asking::Theirs askAboutTheirs(QWidget* parent, const QString& name);
/// An ending that was not typed is that of the filter that was chosen.
QString askFileName(QWidget* parent, const QString& title, const QString& filter, const QString& suggested,
                    bool saving);
/// False when none is wanted.
bool askAboutAnimation(AnimationOffer& offer, QWidget* parent);
void showAbout(QWidget* parent);
void showKeys(QWidget* parent);
/// A kernel as a small picture of its weights.
QIcon kernelIcon(const Grid& kernel, const QPalette& palette);
QIcon pictureIcon(const Picture& picture, const QPalette& palette);

} // namespace lab
