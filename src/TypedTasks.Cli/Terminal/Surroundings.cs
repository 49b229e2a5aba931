namespace TypedTasks.Cli.Terminal;

/// <summary>What commands write to, and by which clock they tell how long ago something was; tests have others.</summary>
/// <param name="Screen">Opens what is written to.</param>
/// <param name="Time">The clock.</param>
internal sealed record Surroundings(Func<Screen> Screen, TimeProvider Time)
{
    /// <summary>The terminal, and the clock of this machine.</summary>
    public static Surroundings OfProcess { get; } = new(Terminal.Screen.OfConsole, TimeProvider.System);
}
