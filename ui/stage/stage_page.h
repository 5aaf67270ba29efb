// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;

namespace lab
{

class Document;
class ExplainView;
class Player;
class Stage;

/// The stage with its explanation below.
class StagePage : public QWidget
{
    Q_OBJECT
public:
    StagePage(Document& document, Player& player, QWidget* parent = nullptr);
    ~StagePage() override;
    Stage& stage() const { return *m_stage; }

private:
    void follow();

    Document& m_document;
    Stage* m_stage = nullptr;
    ExplainView* m_explain = nullptr;
    QComboBox* m_channel = nullptr;
};

} // namespace lab
