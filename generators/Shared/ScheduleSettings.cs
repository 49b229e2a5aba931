using Microsoft.CodeAnalysis;

namespace TypedTasks.Generators.Shared;

/// <summary>What <c>[Schedule(…)]</c> says, and whether a schedule can fill the parameters of a task.</summary>
internal static class ScheduleSettings
{
    public const string AttributeName = "ScheduleAttribute";
    public const string RunName = "ScheduledRun";
    public const string Name = nameof(Name);
    public const string TimeZone = nameof(TimeZone);
    public const string Overlap = nameof(Overlap);
    public const string Missed = nameof(Missed);
    public const string Jitter = nameof(Jitter);
    public const string Version = nameof(Version);

    /// <summary>The marks of a method, in the order in which they are written.</summary>
    public static IEnumerable<AttributeData> Of(IMethodSymbol method) => method.GetAttributes().Where(static a => SymbolNames.IsOurs(a.AttributeClass, AttributeName));

    public static string? CronOf(AttributeData schedule) => schedule.ConstructorArguments is [{ Value: string cron }] ? cron : null;

    public static string? TextOf(AttributeData schedule, string name) => Value(schedule, name) as string;

    public static int NumberOf(AttributeData schedule, string name, int otherwise) => Value(schedule, name) as int? ?? otherwise;

    /// <summary>The required parameters that a schedule cannot fill: all but one that takes the occurrence.</summary>
    public static IEnumerable<IParameterSymbol> Unbound(IMethodSymbol method)
    {
        var hasRun = false;
        foreach (var parameter in method.Parameters)
        {
            if (ParameterKinds.Of(parameter) != ParameterKind.Required)
                continue;
            if (!hasRun && SymbolNames.IsOurs(parameter.Type, RunName))
                hasRun = true;
            else
                yield return parameter;
        }
    }

    private static object? Value(AttributeData schedule, string name)
    {
        foreach (var argument in schedule.NamedArguments)
        {
            if (argument.Key == name)
                return argument.Value.Value;
        }

        return null;
    }
}
