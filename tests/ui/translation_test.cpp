// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every text of a table must be found by lupdate, in the context that the program asks for at run time: else a
// translation of it could never be made, or never be seen.

#include "core/channels/channel_samples.h"
#include "core/channels/channel_step.h"
#include "core/channels/weight_layout.h"
#include "core/code/code_targets.h"
#include "core/geometry/padding.h"
#include "core/layers/architectures.h"
#include "core/layers/kernels.h"
#include "core/layers/step.h"
#include "core/learning/optimiser.h"
#include "core/learning/start_kernel.h"
#include "core/session/experiments.h"
#include "core/session/picture_look.h"
#include "core/session/samples.h"
#include "core/workshop/kernel_edits.h"
#include "core/workshop/kernel_generators.h"
#include "ui/lessons/glossary.h"
#include "ui/model/race.h"
#include "ui/window/actions.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <gtest/gtest.h>
#include <set>
#include <utility>

namespace lab::test
{

namespace
{

using Marks = std::set<std::pair<std::string, std::string>>; ///< context and text

Marks marksIn(const QString& path)
{
    Marks marks;
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    std::string context;
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement) {
            if (xml.name() == QStringLiteral("name"))
                context = xml.readElementText().toStdString();
            else if (xml.name() == QStringLiteral("source"))
                marks.emplace(context, xml.readElementText().toStdString());
        }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    return marks;
}

class Translation : public testing::Test
{
protected:
    void SetUp() override
    {
        const QString program = QStringLiteral(LAB_LUPDATE);
        if (!QFile::exists(program))
            GTEST_SKIP() << "there is no lupdate; scripts/test installs it";
        const QString path = m_folder.filePath(QStringLiteral("texts.ts"));
        QProcess lupdate;
        lupdate.setProcessChannelMode(QProcess::MergedChannels);
        lupdate.setWorkingDirectory(QStringLiteral(LAB_SOURCE_DIR));
        // With the headers, or it would not know which classes stand in the namespace.
        lupdate.start(program, {QStringLiteral("app"), QStringLiteral("ui"), QStringLiteral("-I"),
                                QStringLiteral("."), QStringLiteral("-ts"), path});
        ASSERT_TRUE(lupdate.waitForFinished()) << lupdate.errorString().toStdString();
        m_said = lupdate.readAll();
        ASSERT_EQ(lupdate.exitCode(), 0) << m_said.toStdString();
        m_marks = marksIn(path);
    }
    void expectWord(std::string_view text) const { expectMark("lab::Words", text); }
    void expectMark(const char* context, std::string_view text) const
    {
        EXPECT_TRUE(text.empty() || m_marks.contains({context, std::string(text)}))
            << "lupdate does not find “" << text << "” in " << context;
    }

    QTemporaryDir m_folder;
    QByteArray m_said;
    Marks m_marks;
};

TEST_F(Translation, KnowsEveryWordOfTheCore)
{
    for (const Sample& row : samples()) {
        expectWord(row.group);
        expectWord(row.title);
        expectWord(row.sentence);
    }
    for (const auto& row : besides()) {
        expectWord(row.name);
        expectWord(row.tip);
    }
    for (const ChannelSample& row : channelSamples()) {
        expectWord(row.group);
        expectWord(row.name);
        expectWord(row.sentence);
    }
    for (const ChannelKindRow& row : channelKinds()) {
        expectWord(row.label);
        expectWord(row.noun);
        expectWord(row.sentence);
    }
    for (const ChannelGrainRow& row : channelGrains())
        expectWord(row.label);
    for (const WeightLayoutRow& row : weightLayouts()) {
        expectWord(row.label);
        expectWord(row.sentence);
    }
    for (const CodeTarget& row : codeTargets()) {
        expectWord(row.name);
        expectWord(row.sentence);
    }
    for (const auto& row : againsts()) {
        expectWord(row.name);
        expectWord(row.tip);
    }
    for (const auto& row : tones()) {
        expectWord(row.name);
        expectWord(row.tip);
    }
    for (const KernelPreset& row : kernelPresets()) {
        expectWord(row.group);
        expectWord(row.name);
        expectWord(row.sentence);
    }
    for (const KernelGenerator& row : kernelGenerators()) {
        expectWord(row.group);
        expectWord(row.name);
        expectWord(row.sentence);
        expectWord(row.reference);
        for (const Parameter& parameter : row.parameters) {
            expectWord(parameter.name);
            if (!parameter.unit.empty() && parameter.unit != "cells")
                expectWord(parameter.unit);
        }
    }
    for (const KernelEdit& row : kernelEdits()) {
        expectWord(row.name);
        expectWord(row.sentence);
    }
    for (const KernelAdjustment& row : kernelAdjustments()) {
        expectWord(row.name);
        expectWord(row.sentence);
        expectWord(row.parameter.name);
    }
    for (const std::string_view reason : kernelEditReasons())
        expectWord(reason);
    for (const LayerKindRow& row : layerKinds()) {
        expectWord(row.label);
        expectWord(row.noun);
        expectWord(row.sentence);
    }
    for (const ActivationRow& row : activations())
        expectWord(row.label);
    for (const PaddingRule& row : paddingRules()) {
        expectWord(row.label);
        expectWord(row.sentence);
    }
    for (const BorderRule& row : borderRules())
        expectWord(row.label);
    for (const Architecture& row : architectures()) {
        expectWord(row.title);
        expectWord(row.sentence);
    }
    for (const GrainInfo& row : grains())
        expectWord(row.label);
    for (const OptimiserRow& row : optimisers())
        expectWord(row.label);
    for (const DrawRow& row : draws())
        expectWord(row.label);
    for (const Experiment& row : experiments()) {
        expectWord(row.title);
        expectWord(row.sentence);
    }
}

TEST_F(Translation, KnowsEveryCommandKeyTermAndRace)
{
    for (const ActionInfo& row : actionTable()) {
        expectMark("lab::Actions", row.menu);
        expectMark("lab::Actions", row.text);
        expectMark("lab::Actions", row.tip);
    }
    for (const GlossaryTerm& row : glossary()) {
        expectMark("lab::Glossary", row.term);
        expectMark("lab::Glossary", row.also);
        expectMark("lab::Glossary", row.text);
    }
    for (const KeyInfo& row : otherKeys())
        expectMark("lab::Actions", row.text);
    for (const RaceRecipe& row : raceRecipes()) {
        expectMark("lab::RaceControls", row.title);
        expectMark("lab::RaceControls", row.sentence);
    }
}

TEST_F(Translation, AsksForEveryTextWhereItIsFound)
{
    // A class with neither Q_OBJECT nor Q_DECLARE_TR_FUNCTIONS asks in another context than lupdate takes it for.
    EXPECT_FALSE(m_said.contains("Class 'lab::")) << m_said.toStdString();
    EXPECT_FALSE(m_said.contains("unknown namespace/class")) << m_said.toStdString();
}

} // namespace

} // namespace lab::test
