using TypedTasks.Generators.Emitting;

namespace TypedTasks.Generators.Models;

/// <summary>What the worker runs of one class: its own tasks, or those of the interfaces that it implements.</summary>
/// <param name="Name">Its full name without <c>global::</c>, as people read it.</param>
/// <param name="Type">The class as C#.</param>
/// <param name="Part">What its file and its class are about.</param>
/// <param name="Assembly">The name of its assembly.</param>
/// <param name="IsPublic">Whether other assemblies see it.</param>
/// <param name="Activation">How an instance is made; null when no task needs one.</param>
/// <param name="Tasks">The tasks.</param>
/// <param name="IsContract">Whether the type is an interface, whose tasks are run elsewhere.</param>
/// <param name="Contracts">The names of the assemblies whose interfaces the class implements.</param>
internal sealed record TaskInvokers(
    string Name,
    string Type,
    string Part,
    string Assembly,
    bool IsPublic,
    Activation? Activation,
    EquatableArray<TaskMethod> Tasks,
    bool IsContract,
    EquatableArray<string> Contracts)
{
    public const string Own = "Invokers";

    public const string Implemented = "Implementation";

    public string Class => CSharpText.PlainIdentifier(GeneratedFile.Unique(Name, Part == Own ? Assembly : Part + Assembly));

    /// <summary>Whether the registry lists schedules of it; those of an interface come with the interface.</summary>
    public bool HasSchedules => Part == Own && Tasks.Any(static t => t.Schedules.Count > 0);

    public RegistryEntry Entry => new(Class, IsPublic, Contracts, HasSchedules);

    public string HintName => $"{GeneratedFile.Unique(Name)}.{Part}.g.cs";
}
