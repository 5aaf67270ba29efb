// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <span>
#include <string_view>

namespace lab
{

inline QString latin1Text(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

// What can be called by name on the command line, each from the table that has it.

QStringList operationNames();
QStringList paddingNames(); ///< those that need no numbers
QStringList borderNames();
QStringList activationNames();
QStringList channelNames();
QStringList optimiserNames();
QStringList reductionNames();
QStringList startNames(); ///< of a kernel that is learned: the draws, then zeros and book
QStringList rateNames();
QStringList matrixNames();
QStringList formatNames();
QStringList mapFormatNames(); ///< of several channels
QStringList layoutNames(); ///< of weights
QStringList mapsLayoutNames(); ///< in the order of MapsLayout
QStringList channelSampleNames(); ///< with their @
QStringList layerInputNames(); ///< those and sampleNames()
QStringList emptyNames(); ///< in the order of EmptyCells
QStringList rangeNames();
QStringList sampleBits();
QStringList themeNames();
QStringList pageNames();
QStringList grainNames();
QStringList animationNames();
QStringList sampleNames(); ///< with their @, as the following two
QStringList kernelNames();
QStringList sessionNames(); ///< samples, experiments and published networks
QStringList listNames();

/// One thing that can be named, and what it is.
struct NameRow {
    QString name;
    QString text;
};
/// One kind of them.
struct NameList {
    const char* name;
    const char* text;
    QList<NameRow> (*rows)();
};
std::span<const NameList> nameLists();

} // namespace lab
