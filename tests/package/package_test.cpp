// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/samples.h"
#include "ui/io/session_file.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QMimeDatabase>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace lab
{

namespace
{

using namespace Qt::StringLiterals;

const QString kId = QStringLiteral(LAB_APPLICATION_ID);

QByteArray bytesOf(const QString& name)
{
    QFile file(name);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(name);
    return file.readAll();
}

struct Ended {
    int code = -1;
    QString text; ///< both of its outputs
};

Ended ended(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    EXPECT_TRUE(process.waitForFinished()) << qPrintable(program);
    return {process.exitCode(), QString::fromUtf8(process.readAll())};
}

/// What is installed for the desktop, in a folder of its own.
class Installed : public testing::Test
{
protected:
    void SetUp() override
    {
        const Ended install =
            ended(LAB_CMAKE, {"--install", LAB_BINARY_DIR, "--component", "desktop", "--prefix", m_dir.path()});
        ASSERT_EQ(install.code, 0) << qPrintable(install.text);
    }
    QString share(const QString& name) const { return m_dir.filePath(u"share/"_s + name); }

    QTemporaryDir m_dir;
};

TEST_F(Installed, TheDesktopEntryIsValid)
{
    if (QStandardPaths::findExecutable("desktop-file-validate").isEmpty())
        GTEST_SKIP() << "there is no desktop-file-validate, so nothing has validated the desktop entry";
    const Ended said = ended("desktop-file-validate", {share(u"applications/%1.desktop"_s.arg(kId))});
    EXPECT_EQ(said.code, 0);
    EXPECT_EQ(said.text, QString());
}

TEST_F(Installed, TheMetainfoIsValid)
{
    if (QStandardPaths::findExecutable("appstreamcli").isEmpty())
        GTEST_SKIP() << "there is no appstreamcli, so nothing has validated the metainfo";
    const Ended alone =
        ended("appstreamcli", {"validate", "--no-net", "--no-color", share(u"metainfo/%1.metainfo.xml"_s.arg(kId))});
    EXPECT_EQ(alone.code, 0) << qPrintable(alone.text);
    EXPECT_FALSE(alone.text.contains("W: ")) << qPrintable(alone.text);
    const Ended tree = ended("appstreamcli", {"validate-tree", "--no-net", "--no-color", m_dir.path()});
    EXPECT_EQ(tree.code, 0) << qPrintable(tree.text);
    EXPECT_FALSE(tree.text.contains("W: ")) << qPrintable(tree.text);
}

TEST_F(Installed, TheXmlIsWellFormed)
{
    if (QStandardPaths::findExecutable("xmllint").isEmpty())
        GTEST_SKIP() << "there is no xmllint, so nothing has looked at the XML";
    QStringList files;
    for (QDirIterator all(m_dir.path(), {"*.xml", "*.svg"}, QDir::Files, QDirIterator::Subdirectories);
         all.hasNext();)
        files += all.next();
    EXPECT_EQ(files.size(), 4);
    const Ended said = ended("xmllint", QStringList{"--noout", "--nonet"} + files);
    EXPECT_EQ(said.code, 0) << qPrintable(said.text);
    EXPECT_EQ(said.text, QString());
}

TEST_F(Installed, AllIsNamedAfterOneId)
{
    const QByteArray metainfo = bytesOf(share(u"metainfo/%1.metainfo.xml"_s.arg(kId)));
    EXPECT_TRUE(metainfo.contains("<id>" LAB_APPLICATION_ID "</id>"));
    EXPECT_TRUE(metainfo.contains("<launchable type=\"desktop-id\">" LAB_APPLICATION_ID ".desktop</launchable>"));
    EXPECT_TRUE(metainfo.contains("<release version=\"" LAB_VERSION "\" date=\"2"));
    const QByteArray entry = bytesOf(share(u"applications/%1.desktop"_s.arg(kId)));
    EXPECT_TRUE(entry.contains("\nIcon=" LAB_APPLICATION_ID "\n"));
    EXPECT_TRUE(entry.contains("application/x-corr2d;"));
}

TEST_F(Installed, EveryIconIsDrawnInEverySize)
{
    for (const QString& name : {u"apps/"_s + kId, u"mimetypes/application-x-corr2d"_s}) {
        EXPECT_TRUE(QFile::exists(share(u"icons/hicolor/scalable/%1.svg"_s.arg(name)))) << qPrintable(name);
        for (const int size : {16, 22, 24, 32, 48, 64, 128, 256, 512}) {
            const QImage icon(share(u"icons/hicolor/%1x%1/%2.png"_s.arg(size).arg(name)));
            ASSERT_EQ(icon.size(), QSize(size, size)) << qPrintable(name);
            EXPECT_EQ(icon.pixelColor(0, 0).alpha(), 0) << qPrintable(name);
            EXPECT_EQ(icon.pixelColor(size / 2, size / 2).alpha(), 255) << qPrintable(name);
        }
    }
}

/// A desktop that knows nothing but Qt's own types and ours.
class Mime : public Installed
{
protected:
    void SetUp() override
    {
        Installed::SetUp();
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_dir.filePath("share")));
        qputenv("XDG_DATA_DIRS", QFile::encodeName(m_dir.filePath("none")));
    }
};

TEST_F(Mime, ASessionIsKnownByItsNameAndByWhatIsInIt)
{
    const QMimeDatabase types;
    EXPECT_EQ(types.mimeTypeForFile("any.corr2d", QMimeDatabase::MatchExtension).name(), "application/x-corr2d");
    const QDir sessions(QStringLiteral(LAB_TEST_DATA "/sessions"));
    int count = 0;
    for (const QFileInfo& session : sessions.entryInfoList({"*.corr2d"}, QDir::Files)) {
        const QByteArray bytes = bytesOf(session.filePath());
        if (!sessionFromJson(bytes))
            continue;
        ++count;
        EXPECT_EQ(types.mimeTypeForData(bytes).name(), "application/x-corr2d") << qPrintable(session.fileName());
    }
    EXPECT_GT(count, 5);
    EXPECT_EQ(types.mimeTypeForData(sessionToJson({startSession(), {}, {}})).name(), "application/x-corr2d");
    EXPECT_TRUE(types.mimeTypeForName("application/x-corr2d").inherits("application/json"));
    for (const char* other : {"{\"format\":\"something else\"}", "corr2d-lab-session", "1,2;3,4"})
        EXPECT_NE(types.mimeTypeForData(other).name(), "application/x-corr2d") << other;
}

} // namespace

} // namespace lab
