// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/npz_file.h"

#include "core/numbers/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>
#include <limits>
#include <memory>
#include <new>
#include <optional>
#include <string_view>
#include <zip.h>

namespace lab
{

namespace
{

constexpr std::uint64_t kMostBytes = std::uint64_t(2) << 30; ///< of an array

QString tr(const char* text)
{
    return QCoreApplication::translate("lab", text);
}

struct Closer {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Closer>;
using Member = std::unique_ptr<zip_file_t, Closer>;

Error broken(const char* reason)
{
    return {ErrorCode::NpzBroken, {reason}};
}

Result<Archive> opened(const QByteArray& bytes)
{
    zip_error_t error;
    zip_error_init(&error);
    const auto failed = [&] {
        Error made = broken(zip_error_strerror(&error));
        zip_error_fini(&error);
        return made;
    };
    zip_source_t* const source = zip_source_buffer_create(bytes.constData(), zip_uint64_t(bytes.size()), 0, &error);
    if (!source)
        return failed();
    Archive archive(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (!archive) {
        zip_source_free(source);
        return failed();
    }
    zip_error_fini(&error);
    return archive;
}

struct Entry {
    zip_uint64_t index;
    std::string name;
};

std::vector<Entry> entriesOf(zip_t* archive)
{
    std::vector<Entry> entries;
    const zip_int64_t count = zip_get_num_entries(archive, 0);
    for (zip_int64_t i = 0; i < count; ++i)
        if (const char* const name = zip_get_name(archive, zip_uint64_t(i), ZIP_FL_ENC_GUESS))
            entries.push_back({zip_uint64_t(i), name});
    return entries;
}

/// The bytes of a member, or as many at its beginning as are wanted; of all of them the checksum is looked at.
Result<std::string> bytesOf(zip_t* archive, const Entry& entry, const std::stop_token& stop,
                            std::size_t wanted = std::numeric_limits<std::size_t>::max())
{
    constexpr std::size_t kBlock = 1 << 20;
    const Member file(zip_fopen_index(archive, entry.index, 0));
    if (!file)
        return broken(zip_strerror(archive));
    std::string bytes;
    for (;;) {
        if (stop.stop_requested())
            return ErrorCode::Stopped;
        const std::size_t there = bytes.size();
        bytes.resize(there + std::min(kBlock, wanted - there));
        const zip_int64_t more = zip_fread(file.get(), bytes.data() + there, bytes.size() - there);
        if (more < 0)
            return broken(zip_file_strerror(file.get()));
        bytes.resize(there + std::size_t(more));
        if (more == 0 || bytes.size() == wanted)
            return bytes;
        if (bytes.size() > kMostBytes)
            return broken(QT_TRANSLATE_NOOP("lab", "an array of more than 2 GB"));
    }
}

constexpr std::string_view kEnding = ".npy";

std::string withoutEnding(const std::string& name)
{
    return name.substr(0, name.size() - kEnding.size());
}

bool isArray(const Entry& entry)
{
    return entry.name.ends_with(kEnding);
}

Error noArray(std::span<const Entry> entries)
{
    std::string all;
    for (const Entry& entry : entries)
        all += (all.empty() ? "“" : ", “") + excerpt(entry.name) + "”";
    return {ErrorCode::NpzNoArray, {all.empty() ? tr("nothing").toStdString() : all}};
}

/// An archive in memory that is being made.
class ArchiveWriter
{
public:
    ArchiveWriter()
    {
        zip_error_init(&m_error);
        m_source = zip_source_buffer_create(nullptr, 0, 0, &m_error);
        if (!m_source)
            return;
        m_archive.reset(zip_open_from_source(m_source, ZIP_TRUNCATE, &m_error));
        if (m_archive)
            zip_source_keep(m_source); // which the archive frees when it is closed
    }
    ~ArchiveWriter()
    {
        m_archive.reset();
        zip_source_free(m_source);
        zip_error_fini(&m_error);
    }
    ArchiveWriter(const ArchiveWriter&) = delete;
    ArchiveWriter& operator=(const ArchiveWriter&) = delete;

    /// `bytes` must stay until finished().
    bool add(const std::string& name, std::string_view bytes)
    {
        if (!m_archive)
            return false;
        zip_source_t* const content = zip_source_buffer(m_archive.get(), bytes.data(), bytes.size(), 0);
        const zip_int64_t index =
            content ? zip_file_add(m_archive.get(), name.c_str(), content, ZIP_FL_ENC_UTF_8) : -1;
        if (index < 0) {
            zip_source_free(content);
            return false;
        }
        constexpr zip_uint16_t kFirstDay = 1 << 5 | 1; // 1980-01-01: no two archives differ by their time
        return zip_set_file_compression(m_archive.get(), zip_uint64_t(index), ZIP_CM_STORE, 0) == 0 &&
               zip_file_set_dostime(m_archive.get(), zip_uint64_t(index), 0, kFirstDay, 0) == 0;
    }

    Result<QByteArray> finished()
    {
        if (!m_archive || zip_close(m_archive.get()) != 0)
            return failed();
        (void)m_archive.release(); // zip_close() has freed it
        zip_stat_t about;
        if (zip_source_stat(m_source, &about) != 0 || zip_source_open(m_source) != 0)
            return failed();
        QByteArray bytes(qsizetype(about.size), Qt::Uninitialized);
        const zip_int64_t read = zip_source_read(m_source, bytes.data(), about.size);
        zip_source_close(m_source);
        return read == zip_int64_t(about.size) ? Result<QByteArray>(bytes) : failed();
    }

    Error failed() { return broken(m_archive ? zip_strerror(m_archive.get()) : zip_error_strerror(&m_error)); }

private:
    zip_error_t m_error;
    zip_source_t* m_source = nullptr;
    Archive m_archive;
};

} // namespace

bool isNpz(const QByteArray& bytes)
{
    return bytes.startsWith(QByteArray("PK\3\4", 4)) || bytes.startsWith(QByteArray("PK\5\6", 4));
}

Result<NpzMember> memberOfNpz(const QByteArray& bytes, const std::string& name, const std::stop_token& stop)
{
    const auto archive = opened(bytes);
    if (!archive)
        return archive.error();
    std::vector<Entry> entries = entriesOf(archive->get());
    const Error none = noArray(entries);
    std::erase_if(entries, std::not_fn(isArray));
    std::optional<Error> error;
    for (const Entry& entry : entries) {
        const std::string member = withoutEnding(entry.name);
        if (!name.empty() && member != name)
            continue;
        const auto data = bytesOf(archive->get(), entry, stop);
        auto array = data ? arrayFromNpy(*data) : Result<NpyArray>(data.error());
        if (!array) {
            error = error ? error : std::optional(array.error());
            continue;
        }
        NpzMember found{member, std::move(*array), {}};
        for (const Entry& each : entries)
            if (each.name != entry.name)
                found.others.push_back(withoutEnding(each.name));
        return found;
    }
    return error ? *error : none;
}

Result<std::vector<TensorFacts>> factsOfNpz(const QByteArray& bytes, const std::stop_token& stop)
{
    constexpr std::size_t kHeader = 1 << 16; // longer ones are not written of plain numbers
    const auto archive = opened(bytes);
    if (!archive)
        return archive.error();
    const std::vector<Entry> entries = entriesOf(archive->get());
    std::vector<TensorFacts> all;
    for (const Entry& entry : entries) {
        if (!isArray(entry))
            continue;
        const auto beginning = bytesOf(archive->get(), entry, stop, kHeader);
        if (!beginning)
            return beginning.error();
        if (auto facts = npyFacts(*beginning)) {
            facts->name = withoutEnding(entry.name);
            all.push_back(std::move(*facts));
        }
    }
    return all.empty() ? Result<std::vector<TensorFacts>>(noArray(entries)) : all;
}

Result<Tensor> tensorOfNpz(const QByteArray& bytes, const std::string& name, const std::stop_token& stop)
{
    const auto archive = opened(bytes);
    if (!archive)
        return archive.error();
    const std::vector<Entry> entries = entriesOf(archive->get());
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
        return isArray(entry) && withoutEnding(entry.name) == name;
    });
    if (found == entries.end())
        return noArray(entries);
    const auto data = bytesOf(archive->get(), *found, stop);
    return data ? tensorFromNpy(*data) : Result<Tensor>(data.error());
}

Result<QByteArray> npzFrom(std::span<const NamedTensor> tensors, bool inDouble)
try {
    std::vector<std::string> members; // read when the archive is finished
    members.reserve(tensors.size());
    ArchiveWriter writer;
    for (const NamedTensor& one : tensors)
        if (!writer.add(one.name + std::string(kEnding), members.emplace_back(npyFromTensor(one.tensor, inDouble))))
            return writer.failed();
    return writer.finished();
} catch (const std::bad_alloc&) {
    return ErrorCode::OutOfMemory;
}

} // namespace lab
