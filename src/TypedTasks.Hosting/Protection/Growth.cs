using TypedTasks.Security;

namespace TypedTasks.Hosting.Protection;

/// <summary>By how much protection makes bodies larger, told by two samples: what a broker takes counts after it.</summary>
internal sealed class Growth(IValueProtector protector)
{
    private const int Sample = 16 * 1024;

    // Protectors fill up blocks, so two bodies of one length may differ by that much.
    private const int Slack = 64;

    private (int Fixed, double PerByte)? measured;

    /// <summary>How many bytes become at most so many.</summary>
    /// <param name="after">Bytes once protected; <see cref="int.MaxValue"/> where there is no limit.</param>
    public int Before(int after)
    {
        if (after == int.MaxValue)
            return after;

        // Two threads may both measure: they come to the same.
        var (more, perByte) = measured ??= Measure();
        return Math.Max((int)((after - more) / perByte), 0);
    }

    private (int Fixed, double PerByte) Measure()
    {
        var none = protector.Protect([]).Length;
        var some = protector.Protect(new byte[Sample]).Length;
        return (ProtectedForm.MarkerLength + none + Slack, Math.Max((some - none) / (double)Sample, 1));
    }
}
