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

/// The panels at the side: what is learned and how, and the layers.
class SidePanel : public QDockWidget
{
    Q_OBJECT
public:
    SidePanel(Document& document, Learner& learner, QWidget* parent);

    LearnPanel& learn() const { return *m_learn; }
    LayerPanel& layers() const { return *m_layers; }
    QString current() const; ///< id: "learn" or "layers"
    void choose(const QString& id); ///< an unknown one changes nothing

private:
    void add(QWidget* panel, const QString& id, const QString& title);

    QTabWidget* m_tabs = nullptr;
    LearnPanel* m_learn = nullptr;
    LayerPanel* m_layers = nullptr;
};

} // namespace lab
