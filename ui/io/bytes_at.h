// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtEndian>

#include <optional>

namespace lab
{

/// Numbers at a place in a file; none where it has ended already.
class Bytes
{
public:
    explicit Bytes(const QByteArray& bytes) : m_bytes(bytes) {}

    qint64 size() const { return m_bytes.size(); }
    bool has(qint64 at, qint64 count) const { return at >= 0 && count >= 0 && at <= size() - count; }
    int byte(qint64 at) const { return has(at, 1) ? quint8(m_bytes[at]) : -1; }
    template <class T>
    std::optional<T> little(qint64 at) const
    {
        return has(at, sizeof(T)) ? std::optional(qFromLittleEndian<T>(m_bytes.constData() + at)) : std::nullopt;
    }
    template <class T>
    std::optional<T> big(qint64 at) const
    {
        return has(at, sizeof(T)) ? std::optional(qFromBigEndian<T>(m_bytes.constData() + at)) : std::nullopt;
    }
    qint64 find(char c, qint64 from) const { return m_bytes.indexOf(c, from); }
    QByteArray part(qint64 at, qint64 count) const { return has(at, count) ? m_bytes.mid(at, count) : QByteArray(); }

private:
    const QByteArray& m_bytes;
};

} // namespace lab
