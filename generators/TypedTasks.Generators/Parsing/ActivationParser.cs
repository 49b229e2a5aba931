using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;

namespace TypedTasks.Generators.Parsing;

/// <summary>Chooses the constructor of a class whose tasks are instance methods.</summary>
internal static class ActivationParser
{
    public static Activation? Parse(INamedTypeSymbol type, TypeSpelling spelling)
    {
        if (type.IsStatic || type.IsAbstract || Constructor(type) is not { } constructor)
            return null;
        var parameters = new List<TaskParameter>();
        foreach (var parameter in constructor.Parameters)
        {
            if (parameter.RefKind != RefKind.None || parameter.Type.TypeKind is TypeKind.Error || parameter.Type.IsRefLikeType)
                return null;
            parameters.Add(TaskParameterParser.ParseService(parameter, spelling));
        }

        return new Activation(parameters.ToEquatableArray(), DisposalOf(type));
    }

    private static IMethodSymbol? Constructor(INamedTypeSymbol type)
    {
        var accessible = type.InstanceConstructors
            .Where(c => c.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
                && !IsCopyConstructor(type, c))
            .ToList();
        return accessible.Find(static c => IsChosen(c))
            ?? accessible.OrderByDescending(static c => c.Parameters.Length).FirstOrDefault();
    }

    private static bool IsChosen(IMethodSymbol constructor) =>
        SymbolNames.Attribute(
            constructor, "Microsoft.Extensions.DependencyInjection", "ActivatorUtilitiesConstructorAttribute") is not null;

    private static bool IsCopyConstructor(INamedTypeSymbol type, IMethodSymbol constructor) =>
        type.IsRecord
        && constructor.Parameters.Length == 1
        && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);

    private static Disposal DisposalOf(INamedTypeSymbol type)
    {
        var interfaces = type.AllInterfaces;
        return interfaces.Any(static i => SymbolNames.Is(i, "System", "IAsyncDisposable")) ? Disposal.AsyncDisposable
            : interfaces.Any(static i => SymbolNames.Is(i, "System", "IDisposable")) ? Disposal.Disposable
            : Disposal.None;
    }
}
