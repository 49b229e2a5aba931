using System.Globalization;
using System.Text;

namespace TypedTasks.Simulation.Tests;

/// <summary>How often each form met each fault.</summary>
internal sealed class Coverage
{
    private static readonly Form[] Forms = Enum.GetValues<Form>();
    private static readonly Fault[] Faults = Enum.GetValues<Fault>();

    private readonly int[,] met = new int[Forms.Length, Faults.Length];
    private readonly int[] injected = new int[Faults.Length];

    /// <summary>A fault has happened.</summary>
    /// <param name="fault">Which.</param>
    /// <param name="forms">The forms that met it, one bit each.</param>
    public void Count(Fault fault, long forms)
    {
        injected[(int)fault]++;
        foreach (var form in Forms)
        {
            if ((forms & (1L << (int)form)) != 0)
                met[(int)form, (int)fault]++;
        }
    }

    public void Add(Coverage other)
    {
        foreach (var fault in Faults)
        {
            injected[(int)fault] += other.injected[(int)fault];
            foreach (var form in Forms)
                met[(int)form, (int)fault] += other.met[(int)form, (int)fault];
        }
    }

    /// <summary>The pairs that were met less often.</summary>
    public IReadOnlyList<string> Below(int times) =>
    [
        .. from form in Forms
           from fault in Faults
           where met[(int)form, (int)fault] < times
           select $"{form} x {fault}: {met[(int)form, (int)fault]}",
    ];

    /// <summary>A table, one form a row.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"| {"form",-13} |");
        foreach (var fault in Faults)
            text.Append(CultureInfo.InvariantCulture, $" {fault} |");
        text.AppendLine().Append("|---|").Insert(text.Length, "--:|", Faults.Length).AppendLine();
        foreach (var form in Forms)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {form,-13} |");
            foreach (var fault in Faults)
                text.Append(CultureInfo.InvariantCulture, $" {met[(int)form, (int)fault].ToString(CultureInfo.InvariantCulture).PadLeft(fault.ToString().Length)} |");
            text.AppendLine();
        }

        text.Append(CultureInfo.InvariantCulture, $"| {"all faults",-13} |");
        foreach (var fault in Faults)
            text.Append(CultureInfo.InvariantCulture, $" {injected[(int)fault].ToString(CultureInfo.InvariantCulture).PadLeft(fault.ToString().Length)} |");
        return text.AppendLine().ToString();
    }
}
