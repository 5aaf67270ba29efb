// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/number_text.h"
#include "ui/io/session_file.h"
#include "ui/io/session_json.h"
#include "ui/io/session_parts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

/// A number that reads back as just this one; JSON itself has no NaN, no infinity and, in Qt, no negative zero.
template <std::floating_point T>
QJsonValue toJson(T value)
{
    if (!std::isfinite(value) || (value == 0 && std::signbit(value)))
        return text(shortest(value));
    const double decimal = *parseNumber(shortest(value)); // 0.1F as 0.1 and not as 0.10000000149011612
    return static_cast<T>(decimal) == value ? decimal : double(value);
}

template <class T>
QJsonValue toJson(const BasicGrid<T>& grid)
{
    if (grid.empty())
        return QJsonValue::Undefined;
    if (grid.shape().cells() <= kMostRowsOfNumbers) {
        QJsonArray rows;
        for (int r = 0; r < grid.rows(); ++r) {
            QJsonArray row;
            for (const T cell : grid.row(r))
                row.append(toJson(cell));
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

QJsonValue toJson(bool value)
{
    return value;
}

QJsonValue toJson(int value)
{
    return value;
}

QJsonValue toJson(std::size_t value)
{
    return int(value);
}

template <class E>
requires std::is_enum_v<E> QJsonValue toJson(E value)
{
    const auto ids = idsOf(value);
    const auto found =
        std::find_if(ids.rows.begin(), ids.rows.end(), [&](const auto& row) { return row.*ids.value == value; });
    return latin1((*found).id);
}

template <Pair T>
QJsonValue toJson(const T& pair)
{
    const auto& [first, second] = pair;
    return QJsonArray{first, second};
}

QJsonValue toJson(const std::optional<std::uint64_t>& seed)
{
    return seed ? QString::number(*seed) : QJsonValue(QJsonValue::Undefined); // a JSON number has 53 bits
}

QJsonValue toJson(const PicturePtr& picture)
{
    if (!picture)
        return QJsonValue::Undefined;
    QJsonObject json{{"name"_L1, text(picture->name())}, {"content"_L1, toJson(picture->content())}};
    if (!picture->encoded().empty()) {
        const auto bytes = QByteArray::fromRawData(picture->encoded().data(), qsizetype(picture->encoded().size()));
        json["encoded"_L1] = QString::fromLatin1(bytes.toBase64());
        return json;
    }
    QJsonArray planes;
    for (const Grid& plane : picture->planes())
        planes.append(toJson(plane));
    json["planes"_L1] = planes;
    return json;
}

Grid64 gridOf(GridView<double> plane)
{
    auto grid = Grid64::uninitialised(plane.shape());
    for (int r = 0; r < plane.rows(); ++r)
        std::ranges::copy(plane.row(r), grid.row(r).begin());
    return grid;
}

/// An array of matrices.
QJsonValue toJson(const Maps& maps)
{
    QJsonArray planes;
    for (int c = 0; c < maps.channels(); ++c) {
        Grid plane(maps.shape().plane());
        std::ranges::copy(maps.cells().subspan(maps.indexOf({c, 0, 0}), plane.size()), plane.cells().begin());
        planes.append(toJson(plane));
    }
    return planes;
}

/// For each output channel an array of matrices, one for each input channel of its group.
QJsonValue toJson(const Weights& weights)
{
    QJsonArray all;
    for (int o = 0; o < weights.shape().out; ++o) {
        QJsonArray ofOutput;
        for (int i = 0; i < weights.shape().in; ++i)
            ofOutput.append(toJson(gridOf(weights.plane(o, i))));
        all.append(ofOutput);
    }
    return all;
}

QJsonValue toJson(const std::optional<std::vector<double>>& biases)
{
    if (!biases)
        return QJsonValue::Undefined;
    QJsonArray all;
    for (const double bias : *biases)
        all.append(toJson(bias));
    return all;
}

template <Record T>
void insertFields(QJsonObject& json, const T& record);

QJsonValue toJson(const ChannelStackPtr& stack);

template <Record T>
QJsonValue toJson(const T& record)
{
    QJsonObject json;
    insertFields(json, record);
    return json;
}

template <Record T>
QJsonValue toJson(const std::vector<T>& records)
{
    QJsonArray all;
    for (const T& record : records)
        all.append(toJson(record));
    return all.isEmpty() ? QJsonValue(QJsonValue::Undefined) : all;
}

QJsonValue toJson(const ChannelStackPtr& stack)
{
    return stack ? toJson(*stack) : QJsonValue(QJsonValue::Undefined);
}

/// What has no value (Undefined) is left out.
template <Record T>
void insertFields(QJsonObject& json, const T& record)
{
    forEachField<T>([&](const auto& field) {
        const auto& value = record.*field.member;
        if constexpr (Record<std::remove_cvref_t<decltype(value)>>)
            if (field.id.empty())
                return insertFields(json, value);
        json.insert(latin1(field.id), toJson(value));
    });
}

} // namespace

QByteArray sessionToJson(const SessionFile& file)
{
    QJsonObject json = file.unknown;
    json["format"_L1] = QLatin1String(kSessionFormat);
    json["version"_L1] = kSessionVersion;
    insertFields(json, file.session);
    json["view"_L1] = file.view;
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

SessionParts partsOf(const SessionFile& file)
{
    constexpr std::int64_t kLarge = 1 << 16; // bytes
    SessionFile rest = file;
    SessionParts parts;
    const auto setApart = [&parts](QString key, PicturePtr& picture) {
        if (!picture || std::int64_t(picture->encoded().size()) +
                                picture->shape().cells() * std::int64_t(picture->planes().size() * sizeof(float)) <
                            kLarge)
            return;
        parts.pictures.push_back({std::move(key), std::exchange(picture, nullptr)});
    };
    setApart(QStringLiteral("input"), rest.session.input);
    setApart(QStringLiteral("train.target"), rest.session.train.target);
    parts.json = sessionToJson(rest);
    return parts;
}

QByteArray pictureToJson(const PicturePtr& picture)
{
    return QJsonDocument(toJson(picture).toObject()).toJson(QJsonDocument::Compact);
}

} // namespace lab
