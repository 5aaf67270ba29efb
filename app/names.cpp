// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/names.h"

#include "core/channels/channel_samples.h"
#include "core/channels/weight_layout.h"
#include "core/geometry/padding.h"
#include "core/layers/activation.h"
#include "core/layers/architectures.h"
#include "core/layers/kernels.h"
#include "core/layers/step.h"
#include "core/learning/optimiser.h"
#include "core/learning/start_kernel.h"
#include "core/session/experiments.h"
#include "core/session/samples.h"
#include "ui/io/animation_file.h"
#include "ui/paint/theme.h"
#include "ui/window/pages.h"

#include <array>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::string_view kAt = "@";

/// The ids of the rows of a table, behind a sign.
template <class Row>
QStringList idsOf(std::span<const Row> rows, std::string_view sign = {})
{
    QStringList ids;
    for (const Row& row : rows)
        ids += latin1Text(sign) + latin1Text(row.id);
    return ids;
}

template <class Row>
QList<NameRow> rowsOf(std::span<const Row> table, std::string_view Row::*text, std::string_view sign = {})
{
    QList<NameRow> rows;
    for (const Row& row : table)
        rows += {latin1Text(sign) + latin1Text(row.id), latin1Text(row.*text)};
    return rows;
}

QList<NameRow> startRows()
{
    return rowsOf(draws(), &DrawRow::formula) +
           QList<NameRow>{{u"zeros"_s, u"all weights 0"_s}, {u"book"_s, u"that of the book's run, 1×2"_s}};
}

QList<NameRow> experimentRows()
{
    QList<NameRow> rows;
    for (const Experiment& one : experiments())
        rows += {latin1Text(kAt) + latin1Text(one.id), QString::fromUtf8(one.sentence)};
    return rows;
}

QList<NameRow> pageRows()
{
    QList<NameRow> rows;
    for (const PageInfo& info : pageTable())
        if (info.make || info.ofEpochs) // others show the steps of the stage
            rows += {QString::fromLatin1(info.id), QStringLiteral("of %1").arg(QString::fromLatin1(info.place))};
    return rows;
}

QList<NameRow> layoutRows()
{
    QList<NameRow> rows;
    for (const WeightLayoutRow& row : weightLayouts())
        rows += {latin1Text(row.id), QStringLiteral("%1: %2").arg(latin1Text(row.label), latin1Text(row.sentence))};
    return rows;
}

QStringList namesOf(const QList<NameRow>& rows)
{
    QStringList names;
    for (const NameRow& row : rows)
        names += row.name;
    return names;
}

constexpr std::array kLists{
    NameList{"kernels", "kernels, for --kernel",
             [] { return rowsOf(kernelPresets(), &KernelPreset::sentence, kAt); }},
    NameList{"samples", "inputs, for --input and FILE", [] { return rowsOf(samples(), &Sample::sentence, kAt); }},
    NameList{"experiments", "runs of the book's example, for FILE", experimentRows},
    NameList{"networks", "published networks, for FILE",
             [] { return rowsOf(architectures(), &Architecture::sentence, kAt); }},
    NameList{"channels", "maps of several channels and the weights of their first layer, for layer",
             [] { return rowsOf(channelSamples(), &ChannelSample::sentence, kAt); }},
    NameList{"layouts", "axes of weights, for --layout", layoutRows},
    NameList{"paddings", "for --padding", [] { return rowsOf(paddingRules(), &PaddingRule::sentence).first(4); }},
    NameList{"borders", "for --border", [] { return rowsOf(borderRules(), &BorderRule::letters); }},
    NameList{"activations", "for --activation", [] { return rowsOf(activations(), &ActivationRow::formula); }},
    NameList{"optimisers", "for --optimiser", [] { return rowsOf(optimisers(), &OptimiserRow::formula); }},
    NameList{"starts", "for --start", startRows},
    NameList{"pages", "for render --page", pageRows},
};

} // namespace

QStringList operationNames()
{
    return {u"correlation"_s, u"convolution"_s};
}

QStringList paddingNames()
{
    QStringList names;
    for (const PaddingRule& rule : paddingRules())
        if (rule.mode != PaddingMode::Explicit)
            names += latin1Text(rule.id);
    return names;
}

QStringList borderNames()
{
    return idsOf(borderRules());
}

QStringList activationNames()
{
    return idsOf(activations());
}

QStringList channelNames()
{
    return {u"red"_s, u"green"_s, u"blue"_s};
}

QStringList optimiserNames()
{
    return idsOf(optimisers());
}

QStringList reductionNames()
{
    return {u"sum"_s, u"mean"_s};
}

QStringList startNames()
{
    return namesOf(startRows());
}

QStringList rateNames()
{
    return {u"best"_s};
}

QStringList matrixNames()
{
    return {u"im2col"_s, u"toeplitz"_s};
}

QStringList formatNames()
{
    return {u"csv"_s, u"npy"_s, u"png"_s};
}

QStringList mapFormatNames()
{
    return {u"csv"_s, u"npy"_s};
}

QStringList layoutNames()
{
    return idsOf(weightLayouts());
}

QStringList mapsLayoutNames()
{
    return {u"channels-first"_s, u"channels-last"_s};
}

QStringList channelSampleNames()
{
    return idsOf(channelSamples(), kAt);
}

QStringList layerInputNames()
{
    return channelSampleNames() + sampleNames();
}

QStringList emptyNames()
{
    return {u"refused"_s, u"0"_s, u"nan"_s};
}

QStringList rangeNames()
{
    return {u"auto"_s};
}

QStringList sampleBits()
{
    return {u"8"_s, u"16"_s, u"float"_s};
}

QStringList themeNames()
{
    QStringList names;
    for (const Colours colours : kAllColours)
        names += idOf(colours);
    return names;
}

QStringList pageNames()
{
    return namesOf(pageRows());
}

QStringList grainNames()
{
    return idsOf(grains());
}

QStringList animationNames()
{
    return idsOf(animationFormats());
}

QStringList sampleNames()
{
    return idsOf(samples(), kAt);
}

QStringList kernelNames()
{
    return idsOf(kernelPresets(), kAt);
}

QStringList sessionNames()
{
    return sampleNames() + idsOf(experiments(), kAt) + idsOf(architectures(), kAt);
}

QStringList listNames()
{
    QStringList names;
    for (const NameList& list : kLists)
        names += QString::fromLatin1(list.name);
    return names;
}

std::span<const NameList> nameLists()
{
    return kLists;
}

} // namespace lab
