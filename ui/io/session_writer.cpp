// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/number_text.h"
#include "ui/io/session_file.h"
#include "ui/io/session_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace lab
{

namespace
{

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

template <class Table, class E>
QString idOf(const Table& table, E value)
{
    const auto found = std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.value == value; });
    return text(found->id);
}

/// A number that reads back as just this one; JSON itself has no NaN, no infinity and, in Qt, no negative zero.
template <class T>
QJsonValue numberJson(T value)
{
    if (!std::isfinite(value) || (value == 0 && std::signbit(value)))
        return text(shortest(value));
    const double decimal = *parseNumber(shortest(value)); // 0.1F as 0.1 and not as 0.10000000149011612
    return static_cast<T>(decimal) == value ? decimal : double(value);
}

template <class T>
QJsonValue gridJson(const BasicGrid<T>& grid)
{
    if (grid.shape().cells() <= kMostRowsOfNumbers) {
        QJsonArray rows;
        for (int r = 0; r < grid.rows(); ++r) {
            QJsonArray row;
            for (const T cell : grid.row(r))
                row.append(numberJson(cell));
            rows.append(row);
        }
        return rows;
    }
    constexpr int kFast = 1;
    using Bits = std::conditional_t<sizeof(T) == 4, quint32, quint64>;
    QByteArray bytes(qsizetype(grid.cells().size_bytes()), Qt::Uninitialized);
    qToLittleEndian<Bits>(grid.cells().data(), qsizetype(grid.size()), bytes.data());
    return QJsonObject{
        {"rows", grid.rows()},
        {"cols", grid.cols()},
        {sizeof(T) == 4 ? "float32" : "float64", QString::fromLatin1(qCompress(bytes, kFast).toBase64())}};
}

QJsonObject pictureJson(const Picture& picture)
{
    QJsonObject json{{"name", text(picture.name())}, {"content", idOf(kContentIds, picture.content())}};
    if (!picture.encoded().empty()) {
        const auto bytes = QByteArray::fromRawData(picture.encoded().data(), qsizetype(picture.encoded().size()));
        json["encoded"] = QString::fromLatin1(bytes.toBase64());
        return json;
    }
    QJsonArray planes;
    for (const Grid& plane : picture.planes())
        planes.append(gridJson(plane));
    json["planes"] = planes;
    return json;
}

QJsonArray pair(int first, int second)
{
    return {first, second};
}

QString paddingId(PaddingMode mode)
{
    const auto rules = paddingRules();
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const auto& row) { return row.mode == mode; });
    return text(found->id);
}

QJsonObject layerJson(const Layer& layer)
{
    const ConvSpec& spec = layer.spec;
    const Margin rows = spec.padding.rows, cols = spec.padding.cols;
    return {{"kernel", gridJson(layer.kernel)},
            {"bias", numberJson(layer.bias)},
            {"kind", text(row(layer.kind).id)},
            {"pool", pair(layer.pool.rows, layer.pool.cols)},
            {"activation", text(row(layer.activation).id)},
            {"operation", idOf(kOperationIds, spec.operation)},
            {"padding", QJsonObject{{"mode", paddingId(spec.padding.mode)},
                                    {"rows", pair(rows.before, rows.after)},
                                    {"cols", pair(cols.before, cols.after)}}},
            {"border", text(rule(spec.border).id)},
            {"stride", pair(spec.stride.rows, spec.stride.cols)},
            {"dilation", pair(spec.dilation.rows, spec.dilation.cols)}};
}

QJsonObject trainJson(const TrainSpec& train)
{
    QJsonObject json{{"hiddenKernel", gridJson(train.hiddenKernel)},
                     {"hiddenBias", numberJson(train.hiddenBias)},
                     {"startKernel", gridJson(train.startKernel)},
                     {"startBias", numberJson(train.startBias)},
                     {"optimiser", text(row(train.optimiser).id)},
                     {"rate", numberJson(train.rate)},
                     {"draw", text(row(train.draw).id)},
                     {"concealed", train.concealed},
                     {"tolerance", numberJson(train.tolerance)},
                     {"epochs", train.epochs},
                     {"learnBias", train.learnBias},
                     {"reduction", idOf(kReductionIds, train.reduction)},
                     {"epoch", train.epoch}};
    if (train.target)
        json["target"] = pictureJson(*train.target);
    if (train.seed)
        json["seed"] = QString::number(*train.seed); // a JSON number has 53 bits
    if (train.hiddenSeed)
        json["hiddenSeed"] = QString::number(*train.hiddenSeed);
    if (!train.rateChanges.empty()) {
        QJsonArray changes;
        for (const RateChange& change : train.rateChanges)
            changes.append(QJsonObject{{"epoch", change.epoch}, {"rate", numberJson(change.rate)}});
        json["rateChanges"] = changes;
    }
    return json;
}

} // namespace

QByteArray sessionToJson(const SessionFile& file)
{
    const Session& session = file.session;
    QJsonArray layers;
    for (const Layer& layer : session.layers)
        layers.append(layerJson(layer));
    QJsonObject json = file.unknown;
    json["format"] = kSessionFormat;
    json["version"] = kSessionVersion;
    json["input"] = pictureJson(*session.input);
    json["channels"] = idOf(kChannelIds, session.channels);
    json["layers"] = layers;
    json["focus"] = int(session.focus);
    json["train"] = trainJson(session.train);
    json["view"] = file.view;
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace lab
