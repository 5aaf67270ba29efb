// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QVBoxLayout;

namespace lab
{

class Document;
class FactsBox;
class GeneratorBox;
class KernelBox;
class KernelGallery;
class OwnKernels;

/// Where the kernel of the focused layer is made: by hand, from a gallery, from a few numbers; and what it is.
class WorkshopPanel : public QWidget
{
    Q_OBJECT
public:
    explicit WorkshopPanel(Document& document, QWidget* parent = nullptr);

    /// Commands that try the kernel, as buttons.
    void addTrials(const QList<QAction*>& actions);

    KernelBox& kernel() const { return *m_kernel; }
    KernelGallery& gallery() const { return *m_gallery; }
    GeneratorBox& generator() const { return *m_generator; }
    FactsBox& facts() const { return *m_facts; }
    OwnKernels& own() const { return *m_own; }

signals:
    void applyWanted(int times); ///< the output as the input, as often

private:
    QWidget* makeApply();

    QVBoxLayout* m_trials = nullptr;
    KernelBox* m_kernel = nullptr;
    KernelGallery* m_gallery = nullptr;
    GeneratorBox* m_generator = nullptr;
    FactsBox* m_facts = nullptr;
    OwnKernels* m_own = nullptr;
};

} // namespace lab
