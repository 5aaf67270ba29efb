// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/session_file.h"

#include "core/numbers/number_text.h"
#include "ui/io/image_file.h"
#include "ui/io/session_json.h"
#include "ui/io/session_parts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <concepts>
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
/// from then on.
class SessionReader
{
public:
    const Error& error() const { return m_error; }

    bool read(const QJsonObject& json, Session& session)
    {
        return fieldsOf(json, QString(), session) &&
               (session.focus < session.layers.size() || broken(QStringLiteral("focus"))) &&
               ascending(session.train.rateChanges);
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

    template <Record T>
    bool fieldsOf(const QJsonObject& json, const QString& where, T& to)
    {
        return everyField<T>([&](const auto& field) {
            auto& member = to.*field.member;
            if constexpr (Record<std::remove_reference_t<decltype(member)>>)
                if (field.id.empty())
                    return fieldsOf(json, where, member);
            return valueOf(json, latin1(field.id), where, field.check, member);
        });
    }

    /// The value of a key; a missing one leaves what is there.
    template <class T>
    bool valueOf(const QJsonObject& json, QLatin1String key, const QString& where, const Check& check, T& to)
    {
        const QJsonValue value = json.value(key);
        const QString here = where.isEmpty() ? QString(key) : where + u'.' + key;
        return value.isUndefined() ? !check.needed || broken(here) : read(value, here, check, to);
    }

    template <Record T>
    bool read(const QJsonValue& json, const QString& where, const Check&, T& to)
    {
        QJsonObject object;
        return this->object(json, where, object) && fieldsOf(object, where, to);
    }

    template <Record T>
    bool read(const QJsonValue& json, const QString& where, const Check& check, std::vector<T>& to)
    {
        QJsonArray all;
        if (!array(json, where, std::size_t(check.least), std::size_t(check.most), all))
            return false;
        to.assign(std::size_t(all.size()), T());
        for (qsizetype i = 0; i < all.size(); ++i)
            if (!read(all[i], QStringLiteral("%1[%2]").arg(where).arg(i), {}, to[std::size_t(i)]))
                return false;
        return true;
    }

    template <std::floating_point T>
    bool read(const QJsonValue& json, const QString& where, const Check& check, T& to)
    {
        const auto value =
            json.isDouble() ? std::optional(json.toDouble()) : parseNumber(json.toString().toStdString());
        if (!value || (std::isfinite(*value) && !std::isfinite(static_cast<T>(*value))))
            return broken(where);
        to = static_cast<T>(*value);
        return !check.finite || std::isfinite(to) || broken(where);
    }

    bool read(const QJsonValue& json, const QString& where, const Check& check, int& to)
    {
        const double value = json.toDouble(std::numeric_limits<double>::quiet_NaN());
        if (!(value >= check.least && value <= check.most) || value != std::floor(value))
            return broken(where);
        to = int(value);
        return true;
    }

    bool read(const QJsonValue& json, const QString& where, const Check& check, std::size_t& to)
    {
        int value = 0;
        const bool right = read(json, where, check, value);
        to = std::size_t(value);
        return right;
    }

    bool read(const QJsonValue& json, const QString& where, const Check&, bool& to)
    {
        to = json.toBool();
        return json.isBool() || broken(where);
    }

    template <class E>
    requires std::is_enum_v<E>
    bool read(const QJsonValue& json, const QString& where, const Check&, E& to)
    {
        const std::string wanted = json.toString().toStdString();
        const auto ids = idsOf(to);
        const auto found =
            std::find_if(ids.rows.begin(), ids.rows.end(), [&](const auto& row) { return row.id == wanted; });
        if (found == ids.rows.end())
            return broken(where);
        to = (*found).*ids.value;
        return true;
    }

    template <Pair T>
    bool read(const QJsonValue& json, const QString& where, const Check& check, T& to)
    {
        auto& [first, second] = to;
        QJsonArray both;
        return array(json, where, 2, 2, both) && read(both[0], where, check, first) &&
               read(both[1], where, check, second);
    }

    bool read(const QJsonValue& json, const QString& where, const Check&, std::optional<std::uint64_t>& to)
    {
        bool ok = false;
        to = json.toString().toULongLong(&ok);
        return ok || broken(where);
    }

    bool ascending(const std::vector<RateChange>& changes)
    {
        const auto wrong = std::adjacent_find(changes.begin(), changes.end(),
                                              [](const auto& a, const auto& b) { return a.epoch >= b.epoch; });
        return wrong == changes.end() ||
               broken(QStringLiteral("train.rateChanges[%1]").arg(wrong - changes.begin() + 1));
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
                if (!read(row[c], QStringLiteral("%1[%2]").arg(here).arg(c), {}, to.at(r, c)))
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
        if (!this->object(json, where, object) || !valueOf(object, "rows"_L1, where, {.least = 1}, shape.rows) ||
            !valueOf(object, "cols"_L1, where, {.least = 1}, shape.cols))
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

    /// Every grid that is a field is a kernel.
    template <class T>
    bool read(const QJsonValue& json, const QString& where, const Check&, BasicGrid<T>& to)
    {
        return grid(json, where, kMostKernelCells, to);
    }

    /// Matrices of one shape.
    template <class T>
    bool matrices(const QJsonValue& json, const QString& where, std::vector<BasicGrid<T>>& to)
    {
        QJsonArray all;
        if (!array(json, where, 1, kMostChannels, all))
            return false;
        to.resize(std::size_t(all.size()));
        for (std::size_t i = 0; i < to.size(); ++i) {
            const QString here = QStringLiteral("%1[%2]").arg(where).arg(i);
            if (!grid(all[qsizetype(i)], here, kMostKernelCells, to[i]))
                return false;
            if (to[i].shape() != to[0].shape())
                return broken(here);
        }
        return true;
    }

    bool read(const QJsonValue& json, const QString& where, const Check&, Maps& to)
    {
        std::vector<Grid> planes;
        if (!matrices(json, where, planes))
            return false;
        to = Maps(planes);
        return true;
    }

    bool read(const QJsonValue& json, const QString& where, const Check&, Weights& to)
    {
        QJsonArray all;
        if (!array(json, where, 1, kMostChannels, all))
            return false;
        std::vector<std::vector<Grid64>> kernels(std::size_t(all.size()));
        for (std::size_t o = 0; o < kernels.size(); ++o) {
            const QString here = QStringLiteral("%1[%2]").arg(where).arg(o);
            if (!matrices(all[qsizetype(o)], here, kernels[o]))
                return false;
            if (kernels[o].size() != kernels[0].size() || kernels[o][0].shape() != kernels[0][0].shape())
                return broken(here);
        }
        to = Weights(kernels);
        return true;
    }

    bool read(const QJsonValue& json, const QString& where, const Check&, std::optional<std::vector<double>>& to)
    {
        QJsonArray all;
        if (!array(json, where, 1, kMostChannels, all))
            return false;
        to.emplace(std::size_t(all.size()));
        for (qsizetype i = 0; i < all.size(); ++i)
            if (!read(all[i], QStringLiteral("%1[%2]").arg(where).arg(i), {}, (*to)[std::size_t(i)]))
                return false;
        return true;
    }

    /// They must resolve: nothing that is open does not.
    bool read(const QJsonValue& json, const QString& where, const Check& check, ChannelStackPtr& to)
    {
        ChannelStack stack;
        if (!read(json, where, check, stack))
            return false;
        if (const auto fits = resolveChannels(stack.input.shape(), stack.layers); !fits) {
            m_error = fits.error();
            return false;
        }
        to = std::make_shared<const ChannelStack>(std::move(stack));
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

    bool read(const QJsonValue& json, const QString& where, const Check&, PicturePtr& to)
    {
        QJsonObject object;
        auto content = Content::Numbers;
        if (!this->object(json, where, object) || !valueOf(object, "content"_L1, where, {}, content))
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

    Error m_error{ErrorCode::SessionBroken};
};

Error brokenAt(const QString& where)
{
    return {ErrorCode::SessionBroken, {where.toStdString()}};
}

Result<QJsonObject> objectIn(const QByteArray& bytes)
{
    QJsonParseError parsed;
    const QJsonObject json = QJsonDocument::fromJson(bytes, &parsed).object();
    if (parsed.error != QJsonParseError::NoError)
        return brokenAt(QStringLiteral("byte %1").arg(parsed.offset));
    return json;
}

Result<SessionFile> readSession(const QJsonObject& json)
{
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
    for (const QLatin1String key : {"format"_L1, "version"_L1, "view"_L1})
        file.unknown.remove(key);
    forEachField<Session>([&](const auto& field) { file.unknown.remove(latin1(field.id)); });
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
        const auto json = objectIn(bytes);
        return json ? readSession(*json) : json.error();
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

Result<SessionFile> sessionFromParts(const WrittenParts& parts)
{
    try {
        auto json = objectIn(parts.json);
        for (const auto& [key, bytes] : parts.pictures) {
            const auto picture = objectIn(bytes);
            if (!json || !picture)
                return json ? picture.error() : json.error();
            const QString outer = key.section(u'.', 0, 0), inner = key.section(u'.', 1);
            QJsonObject around = inner.isEmpty() ? *picture : (*json)[outer].toObject();
            if (!inner.isEmpty())
                around[inner] = *picture;
            (*json)[outer] = around;
        }
        return json ? readSession(*json) : json.error();
    } catch (const std::bad_alloc&) {
        return ErrorCode::OutOfMemory;
    }
}

} // namespace lab
