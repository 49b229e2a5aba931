using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the call that adds an assembly's tasks.</summary>
internal static class ExtensionEmitter
{
    public static void Emit(SourceProductionContext context, Registry registry)
    {
        if (registry.IsEmpty)
            return;
        var assembly = registry.Assembly;
        var access = registry.IsPublic ? "public" : "internal";
        var writer = GeneratedFile.Begin();
        writer.Line("namespace Microsoft.Extensions.DependencyInjection;");
        writer.Line();
        writer.Line($"/// <summary>Adds the tasks of the assembly <c>{TaskComments.Escape(assembly.Name)}</c>.</summary>");
        writer.Line(GeneratedFile.Attribute);
        writer.Open($"{access} static class {assembly.ExtensionClass}");
        writer.Line($"/// <summary>Adds the tasks of the assembly <c>{TaskComments.Escape(assembly.Name)}</c>; a second call changes nothing.</summary>");
        writer.Line("/// <param name=\"builder\">What <c>AddTypedTasks()</c> returned.</param>");
        writer.Line(
            $"{access} static global::Microsoft.Extensions.DependencyInjection.TypedTasksBuilder {assembly.ExtensionMethod}"
            + "(this global::Microsoft.Extensions.DependencyInjection.TypedTasksBuilder builder) =>");
        writer.Continued($"builder.AddRegistry(global::TypedTasks.{assembly.RegistryClass}.Instance);");
        writer.Close();
        GeneratedFile.Add(context, "TypedTasks.Extensions.g.cs", writer);
    }
}
