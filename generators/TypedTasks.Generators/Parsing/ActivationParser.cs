using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Models;
using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Parsing;

/// <summary>Reads how instances of a class are made and put away.</summary>
internal static class ActivationParser
{
    /// <summary>Reads a class that <see cref="TaskConstructor"/> can create.</summary>
    public static Activation Parse(INamedTypeSymbol type, TypeSpelling spelling)
    {
        var constructor = TaskConstructor.Find(type)!;
        return new(
            constructor.Parameters.Select(p => TaskParameterParser.ParseService(p, spelling)).ToEquatableArray(),
            TaskConstructor.RequiredMembers(constructor).Select(m => TaskParameterParser.ParseService(m.Member.Name, m.Type, spelling)).ToEquatableArray(),
            DisposalOf(type));
    }

    private static Disposal DisposalOf(INamedTypeSymbol type)
    {
        var interfaces = type.AllInterfaces;
        return interfaces.Any(static i => SymbolNames.Is(i, "System", "IAsyncDisposable")) ? Disposal.AsyncDisposable
            : interfaces.Any(static i => SymbolNames.Is(i, "System", "IDisposable")) ? Disposal.Disposable
            : Disposal.None;
    }
}
