using Microsoft.CodeAnalysis;

namespace TypedTasks.Analyzers.Shape;

/// <summary>Why a parameter cannot be data, and what to do.</summary>
/// <param name="Text">The reason and the advice.</param>
/// <param name="IsService">Whether the container can supply it.</param>
internal sealed record Undeliverable(string Text, bool IsService)
{
    private static readonly string[] Services =
    [
        "System.IServiceProvider",
        "System.Net.Http.HttpClient",
        "System.Net.Http.IHttpClientFactory",
        "System.TimeProvider",
        "Microsoft.Extensions.DependencyInjection.IServiceScopeFactory",
        "Microsoft.Extensions.Configuration.IConfiguration",
        "Microsoft.Extensions.Hosting.IHostApplicationLifetime",
        "Microsoft.Extensions.Logging.ILogger",
        "Microsoft.Extensions.Logging.ILoggerFactory",
        "Microsoft.EntityFrameworkCore.DbContext",
        "System.Data.Common.DbConnection",
        "TypedTasks.ITaskClient",
    ];

    private static readonly string[] Bytes = ["System.IO.Stream", "System.IO.TextReader", "System.IO.TextWriter"];

    private static readonly string[] Running =
    [
        "System.Threading.CancellationTokenSource",
        "System.Threading.Tasks.Task",
        "System.Threading.Tasks.ValueTask",
        "System.Threading.Thread",
        "Microsoft.AspNetCore.Http.HttpContext",
    ];

    public static Undeliverable? Explain(IParameterSymbol parameter)
    {
        var type = parameter.Type;
        var name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (parameter.RefKind != RefKind.None)
            return new($"it is passed by reference ({Spell(parameter.RefKind)}), and the step runs elsewhere; take it by value", false);
        if (type.IsRefLikeType || type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer)
            return new($"{name} lives on the stack or points into memory; take an array or a list", false);
        if (IsInjected(parameter))
            return null;
        if (type.TypeKind == TypeKind.Delegate)
            return new($"{name} is code; take data and let the task choose what to do by it", false);
        if (IsOneOf(type, Services))
            return new($"{name} is a service; mark it [FromServices]", true);
        if (IsOneOf(type, Bytes))
            return new($"{name} is open in one process only; take a path, a URL or the key of a stored object", false);
        return IsOneOf(type, Running)
            ? new($"{name} belongs to what runs here and now; take the data that the task needs of it", false)
            : null;
    }

    private static bool IsInjected(IParameterSymbol parameter) =>
        parameter.GetAttributes().Any(static a => a.AttributeClass?.Name is "FromServicesAttribute" or "FromKeyedServicesAttribute");

    private static string Spell(RefKind kind) => kind switch
    {
        RefKind.Ref => "ref",
        RefKind.Out => "out",
        RefKind.In => "in",
        _ => "ref readonly",
    };

    private static bool IsOneOf(ITypeSymbol type, string[] names)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (names.Contains(FullName(t), StringComparer.Ordinal))
                return true;
        }

        return type.AllInterfaces.Any(i => names.Contains(FullName(i), StringComparer.Ordinal));
    }

    private static string FullName(ITypeSymbol type) => $"{type.ContainingNamespace?.ToDisplayString()}.{type.Name}";
}
