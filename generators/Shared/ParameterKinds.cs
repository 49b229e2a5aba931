using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Shared;

/// <summary>Decides what the parameters of task methods and of constructors are.</summary>
internal static class ParameterKinds
{
    public static ParameterKind Of(IParameterSymbol parameter)
    {
        var type = parameter.Type;
        if (parameter.RefKind != RefKind.None || type.IsRefLikeType || !TypeRules.IsComplete(type))
            return ParameterKind.Refused;
        if (SymbolNames.Is(type, "System.Threading", "CancellationToken"))
            return ParameterKind.CancellationToken;
        if (SymbolNames.IsOurs(type, "TaskContext"))
            return ParameterKind.Context;
        if (ServiceMark.Of(parameter) is { } mark)
            return mark.IsKnown ? OfService(parameter, mark) : OfData(parameter);
        return OfData(parameter);
    }

    /// <summary>A parameter that the container fills. A keyed service is required, whatever its parameter says.</summary>
    public static ParameterKind OfService(IParameterSymbol parameter, ServiceMark? mark) =>
        mark is not { IsKeyed: true }
        && (parameter.HasExplicitDefaultValue || parameter.NullableAnnotation == NullableAnnotation.Annotated)
        && parameter.Type.IsReferenceType
            ? ParameterKind.OptionalService
            : ParameterKind.Service;

    public static bool IsData(this ParameterKind kind) => kind is ParameterKind.Required or ParameterKind.Optional or ParameterKind.Params;

    public static bool IsService(this ParameterKind kind) => kind is ParameterKind.Service or ParameterKind.OptionalService;

    /// <summary>Whether the parameter travels.</summary>
    public static bool IsData(IParameterSymbol parameter) => Of(parameter).IsData();

    private static ParameterKind OfData(IParameterSymbol parameter) =>
        parameter.Type.TypeKind == TypeKind.Delegate ? ParameterKind.Refused
        : parameter.IsParams ? ParameterKind.Params
        : parameter.IsOptional && !IsFollowed(parameter) ? ParameterKind.Optional
        : ParameterKind.Required;

    /// <summary>Whether one that is required comes later, which attributes allow: then nobody could leave the optional one out.</summary>
    private static bool IsFollowed(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            return false;
        for (var i = parameter.Ordinal + 1; i < method.Parameters.Length; i++)
        {
            var next = method.Parameters[i];
            if (!next.IsOptional && !next.IsParams && Of(next) is ParameterKind.Required or ParameterKind.Refused)
                return true;
        }

        return false;
    }
}
