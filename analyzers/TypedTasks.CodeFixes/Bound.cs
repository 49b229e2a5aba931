using Microsoft.CodeAnalysis;

namespace TypedTasks.CodeFixes;

/// <summary>Methods whose form is not theirs alone.</summary>
internal static class Bound
{
    /// <summary>Whether a class above, or an interface, says what the method returns and who may call it.</summary>
    public static bool Is(ISymbol member) =>
        member is IMethodSymbol { IsOverride: true }
        || (member is IMethodSymbol method && method.ContainingType.AllInterfaces
            .SelectMany(i => i.GetMembers(method.Name))
            .Any(m => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(m), method)));
}
