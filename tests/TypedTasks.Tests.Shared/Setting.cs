using System.Globalization;

namespace TypedTasks.Tests.Shared;

/// <summary>What the environment says about a run of the tests.</summary>
public static class Setting
{
    /// <summary>Whether what is written down is to be written anew, to be read in the diff, instead of compared.</summary>
    public static bool Accepts => IsOn("TYPEDTASKS_ACCEPT");

    /// <summary>Whether there is time to measure.</summary>
    public static bool Measures => IsOn("TYPEDTASKS_MEASURE");

    public static bool IsOn(string variable) => Environment.GetEnvironmentVariable(variable) == "1";

    public static int Number(string variable, int otherwise) => Number(variable) ?? otherwise;

    /// <summary>A whole number, not negative; null where the variable is not set.</summary>
    /// <exception cref="FormatException">It is set and is no such number.</exception>
    public static int? Number(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{variable} is '{text}': write a whole number from 0 to {int.MaxValue}.");
    }
}
