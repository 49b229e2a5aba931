using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the call that adds an assembly's tasks.</summary>
internal static class ExtensionEmitter
{
    private const string Builder = "global::Microsoft.Extensions.DependencyInjection.TypedTasksBuilder";

    public static void Emit(SourceProductionContext context, Registry registry)
    {
        if (!registry.IsEmpty)
            WriteOwn(context, registry);
        WriteShared(context, registry);
    }

    private static void WriteOwn(SourceProductionContext context, Registry registry)
    {
        var assembly = registry.Assembly;
        var access = registry.IsPublic ? "public" : "internal";
        var writer = GeneratedFile.Begin();
        writer.Line($"namespace {SymbolNames.Injection};");
        writer.Line();
        writer.Line($"/// <summary>Adds the tasks of the assembly <c>{TaskComments.Escape(assembly.Name)}</c>.</summary>");
        writer.Line(GeneratedFile.Attribute);
        writer.Open($"{access} static class {assembly.ExtensionClass}");
        writer.Line($"/// <summary>Adds the tasks of the assembly <c>{TaskComments.Escape(assembly.Name)}</c>; a second call changes nothing.</summary>");
        writer.Line("/// <param name=\"builder\">What <c>AddTypedTasks()</c> returned.</param>");
        writer.Line($"{access} static {Builder} {assembly.ExtensionMethod}(this {Builder} builder) =>");
        var contracts = registry.Contracts.Aggregate("builder", static (b, c) => $"global::{SymbolNames.Injection}.{AssemblyNames.ExtensionClass(c)}.{AssemblyNames.Method(c)}({b})");
        writer.Continued($"{contracts}.AddRegistry(global::{GeneratedFile.Hidden}.{assembly.RegistryClass}.Instance);");
        writer.Close();
        GeneratedFile.Add(context, "TypedTasks.Extensions.g.cs", writer);
    }

    /// <summary>
    /// Where names of assemblies differ in what no identifier holds, such as <c>Shop.Core</c> and <c>ShopCore</c>, each has a call of the same name. A
    /// project that sees both could not say which it means, so it gets one of its own, which it finds first and which adds both.
    /// </summary>
    private static void WriteShared(SourceProductionContext context, Registry registry)
    {
        var shared = registry.Assembly.Referenced
            .Concat(registry.IsEmpty ? [] : [registry.Assembly.Name])
            .GroupBy(AssemblyNames.Method, StringComparer.Ordinal)
            .Where(static g => g.Count() > 1)
            .OrderBy(static g => g.Key, StringComparer.Ordinal)
            .ToList();
        if (shared.Count == 0)
            return;
        var writer = GeneratedFile.Begin();
        writer.Line("/// <summary>Calls that several assemblies have.</summary>");
        writer.Line(GeneratedFile.Attribute);
        writer.Open("internal static class SharedTaskExtensions");
        foreach (var calls in shared)
        {
            var names = string.Join(", ", calls.Select(static n => $"<c>{TaskComments.Escape(n)}</c>"));
            writer.Line($"/// <summary>Adds the tasks of the assemblies {names}; a second call changes nothing. To add one of them only, call it by its class.</summary>");
            writer.Line("/// <param name=\"builder\">What <c>AddTypedTasks()</c> returned.</param>");
            writer.Open($"internal static {Builder} {calls.Key}(this {Builder} builder)");
            foreach (var name in calls)
                writer.Line($"global::{SymbolNames.Injection}.{AssemblyNames.ExtensionClass(name)}.{calls.Key}(builder);");
            writer.Line("return builder;");
            writer.Close();
        }

        writer.Close();
        GeneratedFile.Add(context, "TypedTasks.SharedExtensions.g.cs", writer);
    }
}
