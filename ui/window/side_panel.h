// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QTabWidget;

namespace lab
{

class Document;
class LayerPanel;
class LayersPanel;
class LearnPanel;
class Learner;
class ViewModel;

/// The panels at the side, of which the view chooses one: first that of the place, then the layer.
class SidePanel : public QFrame
{
    Q_OBJECT
public:
    static constexpr int kWidth = 320;

    SidePanel(Document& document, ViewModel& view, Learner& learner, QWidget* parent);

    LearnPanel& learn() const { return *m_learn; }
    LayersPanel& layers() const { return *m_layers; }
    LayerPanel& layer() const { return *m_layer; }

signals:
    void closeWanted();

private:
    void add(QWidget* panel, const QString& id, const QString& title);
    void follow();
    void followPlace();

    ViewModel& m_view;
    QTabWidget* m_tabs = nullptr;
    LearnPanel* m_learn = nullptr;
    LayersPanel* m_layers = nullptr;
    LayerPanel* m_layer = nullptr;
};

} // namespace lab
