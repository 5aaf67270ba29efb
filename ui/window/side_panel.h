// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QTabWidget;

namespace lab
{

class CodePanel;
class Course;
class Document;
class LayerPanel;
class LayersPanel;
class LearnPanel;
class Learner;
class LessonPanel;
class Predictor;
class ViewModel;
class WorkshopPanel;

/// The panels at the side, of which the view chooses one: first that of the place, then the
/// layer; while a lesson runs, it is first in every place.
class SidePanel : public QFrame
{
    Q_OBJECT
public:
    static constexpr int kWidth = 320, kLessonWidth = 352;

    SidePanel(Document& document, ViewModel& view, Learner& learner, Course& course, Predictor& predictor,
              QWidget* parent);

    /// How much wider it is than at a desk, for larger texts.
    void setWidening(double factor);
    LearnPanel& learn() const { return *m_learn; }
    WorkshopPanel& workshop() const { return *m_workshop; }
    CodePanel& code() const { return *m_code; }
    LayersPanel& layers() const { return *m_layers; }
    LayerPanel& layer() const { return *m_layer; }
    LessonPanel& lesson() const { return *m_lesson; }

signals:
    void closeWanted();

private:
    void add(QWidget* panel, const QString& id, const QString& title);
    void addWhole(QWidget* panel, const QString& id, const QString& title); ///< that scrolls by itself
    void follow();
    void followPlace();
    void followAsked();
    void takeWidth();

    ViewModel& m_view;
    Course& m_course;
    double m_widening = 1;
    QTabWidget* m_tabs = nullptr;
    WorkshopPanel* m_workshop = nullptr;
    CodePanel* m_code = nullptr;
    LearnPanel* m_learn = nullptr;
    LayersPanel* m_layers = nullptr;
    LayerPanel* m_layer = nullptr;
    LessonPanel* m_lesson = nullptr;
};

} // namespace lab
