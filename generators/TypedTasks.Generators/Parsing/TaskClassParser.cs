using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Generators.Models;

namespace TypedTasks.Generators.Parsing;

/// <summary>Reads a class with task methods; one without any that could be a task gives null.</summary>
internal static class TaskClassParser
{
    public static TaskClass? Parse(INamedTypeSymbol type, TypeSpelling spelling, CancellationToken cancellation)
    {
        if (!CanBeExtended(type, cancellation))
            return null;
        var activation = ActivationParser.Parse(type, spelling);
        var methods = Marked(type);
        var tasks = new List<TaskMethod>();
        var shapes = new JsonShapeCollector(spelling);
        foreach (var candidate in methods)
        {
            cancellation.ThrowIfCancellationRequested();
            var isOverloaded = methods.Count(m => m.Name == candidate.Name) > 1;
            if ((candidate.IsStatic || activation is not null)
                && TaskMethodParser.Parse(candidate, isOverloaded, shapes, spelling, cancellation) is { } task)
            {
                tasks.Add(task);
            }
        }

        if (tasks.Count == 0)
            return null;
        return new TaskClass(
            Namespace(type),
            Headers(type).ToEquatableArray(),
            SymbolNames.Read(type),
            SymbolNames.Key(type),
            IsPublic(type),
            tasks.All(static t => t.IsStatic) ? null : activation,
            Members(type).ToEquatableArray(),
            tasks.ToEquatableArray(),
            shapes.ToEquatableArray());
    }

    /// <summary>The namespace of a class, or empty.</summary>
    public static string Namespace(INamedTypeSymbol type) => type.ContainingNamespace.IsGlobalNamespace ? "" : SymbolNames.Path(type.ContainingNamespace);

    /// <summary>The names that are taken in a class.</summary>
    public static IEnumerable<string> Members(INamedTypeSymbol type) =>
        type.GetMembers().Where(static m => m.CanBeReferencedByName).Select(static m => m.Name).Append(type.Name).Distinct(StringComparer.Ordinal);

    private static List<IMethodSymbol> Marked(INamedTypeSymbol type) =>
        [.. type.GetMembers().OfType<IMethodSymbol>().Where(static m => SymbolNames.Task(m) is not null)];

    /// <summary>Whether a part can be added to the class that other code may see: the rest is for the analyzers to explain.</summary>
    public static bool CanBeExtended(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (type.Name == "Tasks" || type.GetMembers("Tasks").Any(static m => m is not INamedTypeSymbol))
            return false;
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (t.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface)
                || t.IsGenericType
                || t.IsRefLikeType
                || t.IsFileLocal
                || !t.CanBeReferencedByName
                || t.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)
                || !IsPartial(t, cancellation))
            {
                return false;
            }
        }

        return type.TypeKind is not TypeKind.Interface;
    }

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration
                && declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                return true;
            }
        }

        return false;
    }

    public static IEnumerable<string> Headers(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
        {
            foreach (var header in Headers(outer))
                yield return header;
        }

        var kind = (type.TypeKind, type.IsRecord) switch
        {
            (TypeKind.Struct, true) => "record struct",
            (TypeKind.Struct, _) => "struct",
            (TypeKind.Interface, _) => "interface",
            (_, true) => "record",
            _ => "class",
        };
        yield return $"partial {kind} {CSharpText.TypeIdentifier(type.Name)}";
    }

    public static bool IsPublic(INamedTypeSymbol type)
    {
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (t.DeclaredAccessibility != Accessibility.Public)
                return false;
        }

        return true;
    }
}
