using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Generators.Shared;

/// <summary>Which types can be given generated members.</summary>
internal static class TaskHolder
{
    /// <summary>The nested class that holds the factories.</summary>
    public const string Factories = "Tasks";

    /// <summary>Why a type holds no tasks, whatever its methods are.</summary>
    public static TaskRefusal Refusal(INamedTypeSymbol type, CancellationToken cancellation) =>
        Obstacle(type, cancellation) is { Refusal: var refusal } ? refusal
        : type.Name == Factories || Taker(type, cancellation) is not null ? TaskRefusal.NameTaken
        : TaskRefusal.None;

    /// <summary>The type itself or one around it, from the inside out, because of which nothing can be added to the type.</summary>
    public static (INamedTypeSymbol Type, TaskRefusal Refusal)? Obstacle(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (!type.CanBeReferencedByName)
            return (type, TaskRefusal.NotAMethod);
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (OfOne(t, cancellation) is not TaskRefusal.None and var refusal)
                return (t, refusal);
        }

        return null;
    }

    /// <summary>Whether the type says what tasks there are and leaves it to classes to run them.</summary>
    public static bool IsContract(INamedTypeSymbol type) => type.TypeKind == TypeKind.Interface;

    /// <summary>A member of the user's that has the name of the generated class and cannot be a part of it.</summary>
    public static ISymbol? Taker(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var member in type.GetMembers(Factories))
        {
            if (member is not INamedTypeSymbol { Arity: 0 } nested || Closed(nested, cancellation) is not null)
                return member;
        }

        return null;
    }

    /// <summary>A declaration that the generated part cannot join.</summary>
    public static BaseTypeDeclarationSyntax? Closed(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is BaseTypeDeclarationSyntax declaration
                && (declaration is not ClassDeclarationSyntax || !declaration.Modifiers.Any(SyntaxKind.PartialKeyword)))
            {
                return declaration;
            }
        }

        return null;
    }

    /// <summary>Whether code elsewhere in the assembly can name the symbol, as far as its own declaration says.</summary>
    public static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
        && symbol is not INamedTypeSymbol { IsFileLocal: true };

    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                return true;
        }

        return false;
    }

    /// <summary>Whether other assemblies see it.</summary>
    public static bool IsPublic(INamedTypeSymbol type)
    {
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (t.DeclaredAccessibility != Accessibility.Public)
                return false;
        }

        return true;
    }

    private static TaskRefusal OfOne(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface) || type.IsRefLikeType ? TaskRefusal.Kind
        : type.Arity > 0 ? TaskRefusal.Generic
        : !IsVisible(type) ? TaskRefusal.Hidden
        : !IsPartial(type, cancellation) ? TaskRefusal.NotPartial
        : TaskRefusal.None;
}
