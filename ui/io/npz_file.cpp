// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/npz_file.h"

#include "core/numbers/number_text.h"

#include <QCoreApplication>

#include <memory>
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

/// The bytes of a member; its checksum is looked at.
Result<std::string> bytesOf(zip_t* archive, const Entry& entry, const std::stop_token& stop)
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
        bytes.resize(there + kBlock);
        const zip_int64_t more = zip_fread(file.get(), bytes.data() + there, kBlock);
        if (more < 0)
            return broken(zip_file_strerror(file.get()));
        bytes.resize(there + std::size_t(more));
        if (more == 0)
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
    std::string all;
    for (const Entry& entry : entries)
        all += (all.empty() ? "“" : ", “") + excerpt(entry.name) + "”";
    std::erase_if(entries, [](const Entry& entry) { return !entry.name.ends_with(kEnding); });
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
    return error ? *error : Error{ErrorCode::NpzNoArray, {all.empty() ? tr("nothing").toStdString() : all}};
}

} // namespace lab
