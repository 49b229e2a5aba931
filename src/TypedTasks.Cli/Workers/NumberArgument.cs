using System.Globalization;
using TypedTasks.Cli.Targets;

namespace TypedTasks.Cli.Workers;

/// <summary>A number, or <c>default</c> for none.</summary>
internal static class NumberArgument
{
    /// <exception cref="UsageException">It is neither.</exception>
    public static int? Read(string text, string name) => text == "default" ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new UsageException($"{name} is '{text}': write a number from 1, or default.");
}
