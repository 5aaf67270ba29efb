// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/session_file.h"

#include "core/numbers/number_text.h"
#include "ui/io/image_file.h"
#include "ui/io/session_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <type_traits>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMostInt = std::numeric_limits<int>::max();

std::string_view view(const QByteArray& bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

/// The bytes of a compressed array that must have just `size` of them; empty when it has not. Deflate cannot
/// shrink more than 1032 times, so a small file cannot promise a large array.
QByteArray uncompressed(const QString& base64, qint64 size)
{
    constexpr qint64 kMostShrinkage = 1032, kLengthBytes = 4;
    const auto decoded = QByteArray::fromBase64Encoding(base64.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || (*decoded).size() <= kLengthBytes || size / kMostShrinkage > (*decoded).size() ||
        qFromBigEndian<quint32>((*decoded).constData()) != size)
        return {};
    QByteArray bytes = qUncompress(*decoded);
    return bytes.size() == size ? bytes : QByteArray();
}

/// Reads values into places and remembers the first one that is wrong. Each function answers false then, and
/// from then on. A missing value leaves what is there.
class SessionReader
{
public:
    const Error& error() const { return m_error; }

    bool read(const QJsonObject& json, Session& session)
    {
        QJsonArray layers;
        int focus = 0;
        if (!picture(json["input"_L1], "input"_L1, session.input) ||
            !id(json["channels"_L1], "channels"_L1, kChannelIds, session.channels) ||
            !array(json["layers"_L1], "layers"_L1, 1, kMostLayers, layers))
            return false;
        session.layers.assign(std::size_t(layers.size()), Layer());
        for (qsizetype i = 0; i < layers.size(); ++i)
            if (!layer(layers[i], QStringLiteral("layers[%1]").arg(i), session.layers[std::size_t(i)]))
                return false;
        if (!integer(json["focus"_L1], "focus"_L1, 0, int(layers.size()) - 1, focus))
            return false;
        session.focus = std::size_t(focus);
        return train(json["train"_L1], session.train);
    }

private:
    bool broken(const QString& where)
    {
        m_error = {ErrorCode::SessionBroken, {where.toStdString()}};
        return false;
    }

    bool object(const QJsonValue& json, const QString& where, QJsonObject& to)
    {
        to = json.toObject();
        return json.isObject() || broken(where);
    }

    bool array(const QJsonValue& json, const QString& where, std::size_t least, std::size_t most, QJsonArray& to)
    {
        to = json.toArray();
        const auto size = std::size_t(to.size());
        return (json.isArray() && size >= least && size <= most) || broken(where);
    }

    template <class T>
    bool number(const QJsonValue& json, const QString& where, T& to)
    {
        if (json.isUndefined())
            return true;
        const auto value =
            json.isDouble() ? std::optional(json.toDouble()) : parseNumber(json.toString().toStdString());
        if (!value || (std::isfinite(*value) && !std::isfinite(static_cast<T>(*value))))
            return broken(where);
        to = static_cast<T>(*value);
        return true;
    }

    bool finite(const QJsonValue& json, const QString& where, double& to)
    {
        return number(json, where, to) && (std::isfinite(to) || broken(where));
    }

    bool integer(const QJsonValue& json, const QString& where, int least, int most, int& to)
    {
        if (json.isUndefined())
            return true;
        const double value = json.toDouble(std::numeric_limits<double>::quiet_NaN());
        if (!(value >= least && value <= most) || value != std::floor(value))
            return broken(where);
        to = int(value);
        return true;
    }

    bool flag(const QJsonValue& json, const QString& where, bool& to)
    {
        if (json.isUndefined())
            return true;
        to = json.toBool();
        return json.isBool() || broken(where);
    }

    /// The enumerator whose row has this id; `value` is the row's member that holds it.
    template <class Table, class Row, class E>
    bool id(const QJsonValue& json, const QString& where, const Table& table, E Row::*value, E& to)
    {
        if (json.isUndefined())
            return true;
        const std::string wanted = json.toString().toStdString();
        const auto found = std::find_if(table.begin(), table.end(), [&](const Row& row) { return row.id == wanted; });
        if (found == table.end())
            return broken(where);
        to = (*found).*value;
        return true;
    }

    template <class Table, class E>
    bool id(const QJsonValue& json, const QString& where, const Table& table, E& to)
    {
        return id(json, where, table, &Id<E>::value, to);
    }

    bool pair(const QJsonValue& json, const QString& where, int least, int& first, int& second)
    {
        if (json.isUndefined())
            return true;
        QJsonArray both;
        return array(json, where, 2, 2, both) && integer(both[0], where, least, kMostInt, first) &&
               integer(both[1], where, least, kMostInt, second);
    }

    template <class T>
    bool gridOfRows(const QJsonArray& rows, const QString& where, BasicGrid<T>& to)
    {
        const auto cols = rows.isEmpty() ? 0 : std::size_t(rows[0].toArray().size());
        if (cols == 0 || rows.size() * qint64(cols) > kMostRowsOfNumbers)
            return broken(where);
        to = BasicGrid<T>({int(rows.size()), int(cols)});
        for (int r = 0; r < to.rows(); ++r) {
            const QString here = QStringLiteral("%1[%2]").arg(where).arg(r);
            QJsonArray row;
            if (!array(rows[r], here, cols, cols, row))
                return false;
            for (int c = 0; c < to.cols(); ++c)
                if (!number(row[c], QStringLiteral("%1[%2]").arg(here).arg(c), to.at(r, c)))
                    return false;
        }
        return true;
    }

    template <class T>
    bool grid(const QJsonValue& json, const QString& where, std::int64_t mostCells, BasicGrid<T>& to)
    {
        if (json.isArray())
            return gridOfRows(json.toArray(), where, to);
        QJsonObject object;
        Shape shape;
        if (!this->object(json, where, object) ||
            !integer(object.value("rows"_L1), where + ".rows"_L1, 1, kMostInt, shape.rows) ||
            !integer(object.value("cols"_L1), where + ".cols"_L1, 1, kMostInt, shape.cols))
            return false;
        if (shape.empty() || shape.cells() > mostCells)
            return broken(where);
        using Bits = std::conditional_t<sizeof(T) == 4, quint32, quint64>;
        const QString key = sizeof(T) == 4 ? "float32"_L1 : "float64"_L1;
        const QByteArray bytes = uncompressed(object.value(key).toString(), shape.cells() * qint64(sizeof(T)));
        if (bytes.isEmpty())
            return broken(where + "."_L1 + key);
        to = BasicGrid<T>::uninitialised(shape);
        qFromLittleEndian<Bits>(bytes.constData(), qsizetype(to.size()), to.cells().data());
        return true;
    }

    bool encodedPicture(const QString& base64, const QString& where, const QString& name, PicturePtr& to)
    {
        const auto bytes = QByteArray::fromBase64Encoding(base64.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (!bytes)
            return broken(where + ".encoded"_L1);
        auto decoded = pictureFromBytes(*bytes, name);
        if (!decoded) {
            m_error = decoded.error();
            return false;
        }
        to = std::move(*decoded);
        return true;
    }

    bool picture(const QJsonValue& json, const QString& where, PicturePtr& to)
    {
        QJsonObject object;
        auto content = Content::Numbers;
        if (!this->object(json, where, object) ||
            !id(object.value("content"_L1), where + ".content"_L1, kContentIds, content))
            return false;
        const QString name = object.value("name"_L1).toString();
        if (object.contains("encoded"_L1))
            return encodedPicture(object.value("encoded"_L1).toString(), where, name, to);
        QJsonArray array;
        if (!this->array(object.value("planes"_L1), where + ".planes"_L1, 1, 3, array))
            return false;
        std::vector<Grid> planes(std::size_t(array.size()));
        for (std::size_t p = 0; p < planes.size(); ++p) {
            const QString here = QStringLiteral("%1.planes[%2]").arg(where).arg(p);
            if (!grid(array[qsizetype(p)], here, kMostInt, planes[p]))
                return false;
            if (planes.size() == 2 || planes[p].shape() != planes[0].shape())
                return broken(here);
        }
        to = std::make_shared<const Picture>(name.toStdString(), content, std::move(planes));
        return true;
    }

    bool layer(const QJsonValue& json, const QString& where, Layer& to)
    {
        QJsonObject object, padding;
        if (!this->object(json, where, object) ||
            !this->object(object.value("padding"_L1).isUndefined() ? QJsonObject() : object.value("padding"_L1),
                          where + ".padding"_L1, padding))
            return false;
        ConvSpec& spec = to.spec;
        Margin &rows = spec.padding.rows, &cols = spec.padding.cols;
        return grid(object.value("kernel"_L1), where + ".kernel"_L1, kMostKernelCells, to.kernel) &&
               number(object.value("bias"_L1), where + ".bias"_L1, to.bias) &&
               id(object.value("kind"_L1), where + ".kind"_L1, layerKinds(), &LayerKindRow::kind, to.kind) &&
               pair(object.value("pool"_L1), where + ".pool"_L1, 1, to.pool.rows, to.pool.cols) &&
               id(object.value("activation"_L1), where + ".activation"_L1, activations(), &ActivationRow::activation,
                  to.activation) &&
               id(object.value("operation"_L1), where + ".operation"_L1, kOperationIds, spec.operation) &&
               id(padding.value("mode"_L1), where + ".padding.mode"_L1, paddingRules(), &PaddingRule::mode,
                  spec.padding.mode) &&
               pair(padding.value("rows"_L1), where + ".padding.rows"_L1, 0, rows.before, rows.after) &&
               pair(padding.value("cols"_L1), where + ".padding.cols"_L1, 0, cols.before, cols.after) &&
               id(object.value("border"_L1), where + ".border"_L1, borderRules(), &BorderRule::border, spec.border) &&
               pair(object.value("stride"_L1), where + ".stride"_L1, 1, spec.stride.rows, spec.stride.cols) &&
               pair(object.value("dilation"_L1), where + ".dilation"_L1, 1, spec.dilation.rows, spec.dilation.cols);
    }

    bool seed(const QJsonValue& json, const QString& where, std::optional<std::uint64_t>& to)
    {
        if (json.isUndefined())
            return true;
        bool ok = false;
        to = json.toString().toULongLong(&ok);
        return ok || broken(where);
    }

    bool rateChanges(const QJsonValue& json, std::vector<RateChange>& to)
    {
        if (json.isUndefined())
            return true;
        for (const QJsonValue& value : json.toArray()) {
            const QString where = QStringLiteral("train.rateChanges[%1]").arg(to.size());
            QJsonObject object;
            RateChange change;
            if (!this->object(value, where, object) ||
                !integer(object.value("epoch"_L1), where + ".epoch"_L1, 1, kMostInt, change.epoch) ||
                !finite(object.value("rate"_L1), where + ".rate"_L1, change.rate))
                return false;
            if (!to.empty() && to.back().epoch >= change.epoch)
                return broken(where);
            to.push_back(change);
        }
        return json.isArray() || broken("train.rateChanges"_L1);
    }

    bool train(const QJsonValue& json, TrainSpec& to)
    {
        if (json.isUndefined())
            return true;
        QJsonObject object;
        const auto optionalGrid = [&](const QString& key, auto& kernel) {
            return !object.contains(key) || grid(object.value(key), "train."_L1 + key, kMostKernelCells, kernel);
        };
        return this->object(json, "train"_L1, object) &&
               (!object.contains("target"_L1) || picture(object.value("target"_L1), "train.target"_L1, to.target)) &&
               optionalGrid("hiddenKernel"_L1, to.hiddenKernel) &&
               number(object.value("hiddenBias"_L1), "train.hiddenBias"_L1, to.hiddenBias) &&
               optionalGrid("startKernel"_L1, to.startKernel) &&
               number(object.value("startBias"_L1), "train.startBias"_L1, to.startBias) &&
               seed(object.value("seed"_L1), "train.seed"_L1, to.seed) &&
               id(object.value("draw"_L1), "train.draw"_L1, draws(), &DrawRow::draw, to.draw) &&
               seed(object.value("hiddenSeed"_L1), "train.hiddenSeed"_L1, to.hiddenSeed) &&
               flag(object.value("concealed"_L1), "train.concealed"_L1, to.concealed) &&
               rateChanges(object.value("rateChanges"_L1), to.rateChanges) &&
               finite(object.value("tolerance"_L1), "train.tolerance"_L1, to.tolerance) &&
               finite(object.value("rate"_L1), "train.rate"_L1, to.rate) &&
               integer(object.value("epochs"_L1), "train.epochs"_L1, 0, kMostInt, to.epochs) &&
               flag(object.value("learnBias"_L1), "train.learnBias"_L1, to.learnBias) &&
               id(object.value("optimiser"_L1), "train.optimiser"_L1, optimisers(), &OptimiserRow::optimiser,
                  to.optimiser) &&
               id(object.value("reduction"_L1), "train.reduction"_L1, kReductionIds, to.reduction) &&
               integer(object.value("epoch"_L1), "train.epoch"_L1, 0, kMostInt, to.epoch);
    }

    Error m_error{ErrorCode::SessionBroken};
};

/// The keys that a session of this version has.
constexpr QLatin1String kKnownKeys[] = {"format"_L1, "version"_L1, "input"_L1, "channels"_L1,
                                        "layers"_L1, "focus"_L1,   "train"_L1, "view"_L1};

Error brokenAt(const QString& where)
{
    return {ErrorCode::SessionBroken, {where.toStdString()}};
}

Result<SessionFile> readSession(const QByteArray& bytes)
{
    QJsonParseError parsed;
    const QJsonObject json = QJsonDocument::fromJson(bytes, &parsed).object();
    if (parsed.error != QJsonParseError::NoError)
        return brokenAt(QStringLiteral("byte %1").arg(parsed.offset));
    if (json["format"_L1].toString() != QLatin1String(kSessionFormat))
        return brokenAt("format"_L1);
    const double version = json["version"_L1].toDouble(0);
    if (!(version >= 1) || version != std::floor(version))
        return brokenAt("version"_L1);
    if (version > kSessionVersion)
        return Error{ErrorCode::SessionFromFuture, {shortest(version), std::to_string(kSessionVersion)}};

    SessionFile file;
    SessionReader reader;
    if (!reader.read(json, file.session))
        return reader.error();
    file.view = json["view"_L1].toObject();
    file.unknown = json;
    for (const QLatin1String key : kKnownKeys)
        file.unknown.remove(QLatin1String(key));
    return file;
}

} // namespace

bool isSession(const QByteArray& bytes)
{
    const auto begin = view(bytes).find_first_not_of(" \t\r\n");
    return begin != std::string_view::npos && bytes[qsizetype(begin)] == '{' && bytes.contains(kSessionFormat);
}

Result<SessionFile> sessionFromJson(const QByteArray& bytes)
{
    try {
        return readSession(bytes);
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

} // namespace lab
