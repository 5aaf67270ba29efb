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

using namespace Qt::StringLiterals;

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
        {"rows"_L1, grid.rows()},
        {"cols"_L1, grid.cols()},
        {sizeof(T) == 4 ? "float32"_L1 : "float64"_L1, QString::fromLatin1(qCompress(bytes, kFast).toBase64())}};
}

QJsonObject pictureJson(const Picture& picture)
{
    QJsonObject json{{"name"_L1, text(picture.name())}, {"content"_L1, idOf(kContentIds, picture.content())}};
    if (!picture.encoded().empty()) {
        const auto bytes = QByteArray::fromRawData(picture.encoded().data(), qsizetype(picture.encoded().size()));
        json["encoded"_L1] = QString::fromLatin1(bytes.toBase64());
        return json;
    }
    QJsonArray planes;
    for (const Grid& plane : picture.planes())
        planes.append(gridJson(plane));
    json["planes"_L1] = planes;
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
    return {{"kernel"_L1, gridJson(layer.kernel)},
            {"bias"_L1, numberJson(layer.bias)},
            {"kind"_L1, text(infoOf(layer.kind).id)},
            {"pool"_L1, pair(layer.pool.rows, layer.pool.cols)},
            {"activation"_L1, text(infoOf(layer.activation).id)},
            {"operation"_L1, idOf(kOperationIds, spec.operation)},
            {"padding"_L1, QJsonObject{{"mode"_L1, paddingId(spec.padding.mode)},
                                       {"rows"_L1, pair(rows.before, rows.after)},
                                       {"cols"_L1, pair(cols.before, cols.after)}}},
            {"border"_L1, text(infoOf(spec.border).id)},
            {"stride"_L1, pair(spec.stride.rows, spec.stride.cols)},
            {"dilation"_L1, pair(spec.dilation.rows, spec.dilation.cols)}};
}

QJsonObject trainJson(const TrainSpec& train)
{
    QJsonObject json{{"hiddenKernel"_L1, gridJson(train.hiddenKernel)},
                     {"hiddenBias"_L1, numberJson(train.hiddenBias)},
                     {"startKernel"_L1, gridJson(train.startKernel)},
                     {"startBias"_L1, numberJson(train.startBias)},
                     {"optimiser"_L1, text(infoOf(train.optimiser).id)},
                     {"rate"_L1, numberJson(train.rate)},
                     {"draw"_L1, text(infoOf(train.draw).id)},
                     {"concealed"_L1, train.concealed},
                     {"tolerance"_L1, numberJson(train.tolerance)},
                     {"epochs"_L1, train.epochs},
                     {"learnBias"_L1, train.learnBias},
                     {"reduction"_L1, idOf(kReductionIds, train.reduction)},
                     {"epoch"_L1, train.epoch}};
    if (train.target)
        json["target"_L1] = pictureJson(*train.target);
    if (train.seed)
        json["seed"_L1] = QString::number(*train.seed); // a JSON number has 53 bits
    if (train.hiddenSeed)
        json["hiddenSeed"_L1] = QString::number(*train.hiddenSeed);
    if (!train.rateChanges.empty()) {
        QJsonArray changes;
        for (const RateChange& change : train.rateChanges)
            changes.append(QJsonObject{{"epoch"_L1, change.epoch}, {"rate"_L1, numberJson(change.rate)}});
        json["rateChanges"_L1] = changes;
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
    json["format"_L1] = QLatin1String(kSessionFormat);
    json["version"_L1] = kSessionVersion;
    json["input"_L1] = pictureJson(*session.input);
    json["channels"_L1] = idOf(kChannelIds, session.channels);
    json["layers"_L1] = layers;
    json["focus"_L1] = int(session.focus);
    json["train"_L1] = trainJson(session.train);
    json["view"_L1] = file.view;
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace lab
