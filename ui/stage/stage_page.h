// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

class QComboBox;

namespace lab
{

class Document;
class ExplainView;
class FrameClock;
class Player;
class Stage;
class ViewModel;

/// The stage with its explanation below.
class StagePage : public QWidget
{
    Q_OBJECT
public:
    StagePage(Document& document, ViewModel& view, Player& player, FrameClock& clock, QWidget* parent = nullptr);
    ~StagePage() override;
    Stage& stage() const { return *m_stage; }
    /// Nothing to be set, and a sentence that is read from the last row, this many times as large; none: as ever.
    void setPresented(std::optional<double> size);
    /// Only a part of the maps, large; none: where all of them would be too small.
    void setLarge(std::optional<bool> large);

private:
    void follow();

    Document& m_document;
    ViewModel& m_view;
    Stage* m_stage = nullptr;
    ExplainView* m_explain = nullptr;
    QComboBox* m_channel = nullptr;
    std::optional<double> m_presented;
    std::optional<bool> m_large;
};

} // namespace lab
