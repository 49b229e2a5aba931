using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Analyzers;

/// <summary>The task methods of a project as its syntax shows them; of a file that did not change they are not read again.</summary>
internal static class TaskDeclarations
{
    private static readonly ConditionalWeakTable<MarkedFile, Dictionary<MarkedMethod, TaskDeclaration>> Cache = new();

    public static IEnumerable<TaskDeclaration> Of(IEnumerable<SyntaxTree> files)
    {
        var names = MarkedFile.NamesOfTask(files, default);
        foreach (var tree in files)
        {
            var file = MarkedFile.Of(tree, default);
            Dictionary<MarkedMethod, TaskDeclaration>? known = null;
            foreach (var method in file.Methods)
            {
                if (names.Contains(method.Name))
                    yield return Read(method, known ??= Cache.GetValue(file, static _ => []));
            }
        }
    }

    private static TaskDeclaration Read(MarkedMethod marked, Dictionary<MarkedMethod, TaskDeclaration> known)
    {
        // Race: two analyses of projects that share the file may read it at once.
        lock (known)
        {
            if (!known.TryGetValue(marked, out var task))
                known.Add(marked, task = Read(marked));
            return task;
        }
    }

    private static TaskDeclaration Read(MarkedMethod marked)
    {
        var (name, isKnown) = Name(marked.Attribute);
        var formerly = Formerly(marked.Attribute);
        var method = marked.Method.Identifier.ValueText;
        return new(
            MetadataName(marked.Type),
            method,
            name ?? TaskNames.Default(TaskNames.Holder(marked.Type.Identifier.ValueText, marked.Type is InterfaceDeclarationSyntax), method),
            formerly ?? [],
            name is not null,
            isKnown && formerly is not null);
    }

    /// <summary>The name that the attribute gives; not known where it is a constant of some other place.</summary>
    private static (string? Name, bool IsKnown) Name(AttributeSyntax attribute)
    {
        var argument = attribute.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals is null);
        return argument?.Expression switch
        {
            null => (null, true),
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } => (null, true),
            LiteralExpressionSyntax { Token.Value: string text } => (text.Trim().Length > 0 ? text : null, true),
            _ => (null, false),
        };
    }

    /// <summary>What stands in <c>Aliases</c>; null where it is not all spelled there.</summary>
    private static string[]? Formerly(AttributeSyntax attribute)
    {
        if (attribute.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == TaskSettings.Aliases) is not { } argument)
            return [];
        var items = argument.Expression switch
        {
            ArrayCreationExpressionSyntax { Initializer: { } values } => values.Expressions,
            ImplicitArrayCreationExpressionSyntax { Initializer: { } values } => values.Expressions,
            CollectionExpressionSyntax list => list.Elements.Select(static e => (e as ExpressionElementSyntax)?.Expression),
            _ => [null],
        };
        var names = items.Select(static i => (i as LiteralExpressionSyntax)?.Token.Value).ToList();
        return names.TrueForAll(static n => n is string) ? [.. names.OfType<string>().Distinct(StringComparer.Ordinal)] : null;
    }

    private static string MetadataName(TypeDeclarationSyntax type)
    {
        var arity = type.TypeParameterList?.Parameters.Count ?? 0;
        var name = arity == 0 ? type.Identifier.ValueText : $"{type.Identifier.ValueText}`{arity}";
        switch (type.Parent)
        {
            case TypeDeclarationSyntax outer:
                return $"{MetadataName(outer)}+{name}";
            case BaseNamespaceDeclarationSyntax space:
                return $"{string.Join(".", space.AncestorsAndSelf().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(static n => n.Name.ToString()))}.{name}";
            default:
                return name;
        }
    }
}
