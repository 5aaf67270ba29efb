// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>

class QTabWidget;

namespace lab
{

class Document;
class LayerPanel;
class LearnPanel;
class Learner;
class ViewModel;

/// The panels at the side, of which the view chooses one: what is learned and how, and the layers.
class SidePanel : public QDockWidget
{
    Q_OBJECT
public:
    SidePanel(Document& document, ViewModel& view, Learner& learner, QWidget* parent);

    LearnPanel& learn() const { return *m_learn; }
    LayerPanel& layers() const { return *m_layers; }

private:
    void add(QWidget* panel, const QString& id, const QString& title);

    void follow();

    ViewModel& m_view;
    QTabWidget* m_tabs = nullptr;
    LearnPanel* m_learn = nullptr;
    LayerPanel* m_layers = nullptr;
};

} // namespace lab
