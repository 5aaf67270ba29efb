// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/view_json.h"

#include <QJsonArray>

#include <algorithm>
#include <iterator>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

// Version 0.1 wrote the numbers of tabs.
constexpr const char* kOldPanels[] = {"learn", "layers"};
constexpr const char* kOldPages[] = {"stage", "surface", "epoch", "film", "why", "table", "matrix", "composition"};

template <std::size_t N>
std::string idOf(const QJsonValue& value, const char* const (&old)[N], const std::string& otherwise)
{
    if (value.isString() && !value.toString().isEmpty())
        return value.toString().toStdString();
    const int number = value.toInt(-1);
    return number >= 0 && number < int(N) ? old[number] : otherwise;
}

template <class T>
QString idOf(std::span<const LookInfo<T>> table, T value)
{
    return QString::fromUtf8(std::ranges::find(table, value, &LookInfo<T>::value)->id.data());
}

template <class T>
std::optional<T> ofId(std::span<const LookInfo<T>> table, const QJsonValue& id)
{
    const auto found = std::ranges::find(table, id.toString().toStdString(), &LookInfo<T>::id);
    return found == table.end() ? std::nullopt : std::optional(found->value);
}

QJsonObject lookJson(const PictureLook& look)
{
    QJsonObject json{{u"layout"_s, idOf(besides(), look.beside)}, {u"divider"_s, look.divider}};
    if (look.tone)
        json[u"tone"_s] = idOf(tones(), *look.tone);
    if (look.range)
        json[u"range"_s] = QJsonArray{look.range->lo, look.range->hi};
    return json;
}

PictureLook lookOf(const QJsonObject& json)
{
    PictureLook look;
    look.beside = ofId(besides(), json[u"layout"_s]).value_or(look.beside);
    look.divider = std::clamp(json[u"divider"_s].toDouble(look.divider), 0.0, 1.0);
    look.tone = ofId(tones(), json[u"tone"_s]);
    const QJsonArray range = json[u"range"_s].toArray();
    if (range.size() == 2 && range[0].toDouble() < range[1].toDouble())
        look.range = {range[0].toDouble(), range[1].toDouble()};
    return look;
}

QJsonObject comparisonJson(const CompareWith& comparison)
{
    return {{u"with"_s, idOf(againsts(), comparison.against)},
            {u"down"_s, comparison.down},
            {u"right"_s, comparison.right}};
}

CompareWith comparisonOf(const QJsonObject& json)
{
    constexpr int kFarthest = 1 << 20;
    CompareWith comparison;
    comparison.against = ofId(againsts(), json[u"with"_s]).value_or(comparison.against);
    comparison.down = std::clamp(json[u"down"_s].toInt(), -kFarthest, kFarthest);
    comparison.right = std::clamp(json[u"right"_s].toInt(), -kFarthest, kFarthest);
    return comparison;
}

QJsonObject channelsJson(const ChannelLook& channels)
{
    return {{u"sample"_s, QString::fromStdString(channels.sample)},
            {u"own"_s, channels.own},
            {u"layer"_s, int(channels.layer)},
            {u"grain"_s, QString::fromStdString(channels.grain)},
            {u"position"_s, double(channels.position)}};
}

ChannelLook channelsOf(const QJsonObject& json)
{
    constexpr double kFarthest = 9e15; // whole numbers up to here are exact
    ChannelLook channels;
    channels.sample = json[u"sample"_s].toString().toStdString();
    channels.own = json[u"own"_s].toBool();
    channels.layer = std::size_t(std::max(0, json[u"layer"_s].toInt()));
    channels.grain = json[u"grain"_s].toString(QStringLiteral("window")).toStdString();
    channels.position = std::int64_t(std::clamp(json[u"position"_s].toDouble(), 0.0, kFarthest));
    return channels;
}

} // namespace

QJsonObject viewJson(const ViewState& view, QJsonObject known)
{
    known[u"grain"_s] = QString::fromUtf8(infoOf(view.grain).id.data());
    known[u"position"_s] = double(view.position);
    known[u"tab"_s] = QString::fromStdString(view.panel);
    known[u"page"_s] = QString::fromStdString(view.page);
    known[u"epochs"_s] = view.byEpochs;
    known[u"plane"_s] = view.plane;
    known[u"fill"_s] = view.progressive;
    known[u"picture"_s] = lookJson(view.look);
    known[u"comparison"_s] = comparisonJson(view.comparison);
    known[u"channels"_s] = channelsJson(view.channels);
    known[u"paths"_s] = view.shadePaths;
    return known;
}

ViewState viewOf(const QJsonObject& json, const ViewState& now)
{
    constexpr double kFarthest = 9e15; // whole numbers up to here are exact
    ViewState view = now;
    view.pointed.reset();
    view.pinned.reset();
    view.walk.reset();
    const auto grain = std::ranges::find(grains(), json[u"grain"_s].toString().toStdString(), &GrainInfo::id);
    if (grain != grains().end())
        view.grain = grain->grain;
    view.position = std::int64_t(std::clamp(json[u"position"_s].toDouble(), 0.0, kFarthest));
    view.panel = idOf(json[u"tab"_s], kOldPanels, view.panel);
    view.page = idOf(json[u"page"_s], kOldPages, view.page);
    view.byEpochs = json[u"epochs"_s].toBool(view.byEpochs);
    view.plane = json[u"plane"_s].toInt(view.plane);
    view.progressive = json[u"fill"_s].toBool(view.progressive);
    if (json.contains(u"picture"_s))
        view.look = lookOf(json[u"picture"_s].toObject());
    if (json.contains(u"comparison"_s))
        view.comparison = comparisonOf(json[u"comparison"_s].toObject());
    if (json.contains(u"channels"_s))
        view.channels = channelsOf(json[u"channels"_s].toObject());
    view.shadePaths = json[u"paths"_s].toBool(view.shadePaths);
    return view;
}

} // namespace lab
