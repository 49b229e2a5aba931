using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedTasks.Generators.Models;

namespace TypedTasks.Generators.Parsing;

/// <summary>Reads how a class is declared that is generated into one of the user's.</summary>
internal static class NestedClassParser
{
    /// <summary>Reads it.</summary>
    /// <param name="type">The class around it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="isGenerated">Whether a base class gets one as well, which is not there yet when it is asked.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static NestedClass Parse(INamedTypeSymbol type, string name, Func<INamedTypeSymbol, bool> isGenerated, CancellationToken cancellation) =>
        new(name, Hides(type, name, isGenerated), HasAccess(type, name, cancellation));

    private static bool Hides(INamedTypeSymbol type, string name, Func<INamedTypeSymbol, bool> isGenerated)
    {
        for (var parent = type.BaseType; parent is { SpecialType: SpecialType.None }; parent = parent.BaseType)
        {
            if (parent.GetMembers(name).Any(static m => m.DeclaredAccessibility != Accessibility.Private) || isGenerated(parent))
                return true;
        }

        return false;
    }

    private static bool HasAccess(INamedTypeSymbol type, string name, CancellationToken cancellation) =>
        type.GetTypeMembers(name, 0).FirstOrDefault() is { } part
        && part.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellation) is MemberDeclarationSyntax { Modifiers: var modifiers }
            && modifiers.Any(static m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.PrivateKeyword));
}
