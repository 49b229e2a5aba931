using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Parsing;

/// <summary>Reads a property marked <c>[TaskEvent]</c>; one that cannot declare an event gives null, and an analyzer says why.</summary>
internal static class TaskEventParser
{
    public static TaskEventProperty? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        if (context is not { TargetSymbol: IPropertySymbol { ContainingType: { } type } property, TargetNode: PropertyDeclarationSyntax syntax }
            || EventDeclarations.Attribute(property) is not { } attribute
            || EventDeclarations.Name(attribute) is not { } name
            || EventDeclarations.Value(property) is not { } value
            || TaskHolder.Obstacle(type, cancellation) is not null
            || EventDeclarations.Wrong(property, cancellation) is not null)
        {
            return null;
        }

        var spelling = new TypeSpelling();
        var shapes = new JsonShapeCollector(spelling);
        shapes.Add(value);
        return new(
            TaskClassParser.Namespace(type),
            TaskClassParser.Headers(type).ToEquatableArray(),
            SymbolNames.Read(type),
            property.Name,
            string.Join(" ", syntax.Modifiers.Where(static m => !m.IsKind(SyntaxKind.PartialKeyword)).Select(static m => m.ValueText)),
            name,
            spelling.Spell(value),
            spelling.Key(value),
            CSharpText.Unused($"{property.Name}Declared", TaskClassParser.Members(type)),
            shapes.ToEquatableArray());
    }
}
