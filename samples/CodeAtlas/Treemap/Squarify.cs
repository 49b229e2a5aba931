namespace CodeAtlas;

/// <summary>
/// Divides a rectangle into parts whose areas are as the weights and whose shapes are near to squares, after Bruls,
/// Huizing and van Wijk: rows are laid along the shorter side, and a row grows while its worst shape gets better.
/// </summary>
internal static class Squarify
{
    /// <param name="weights">Positive, the largest first.</param>
    /// <param name="bounds">What is divided.</param>
    public static IReadOnlyList<Rect> Divide(IReadOnlyList<double> weights, Rect bounds)
    {
        var parts = new Rect[weights.Count];
        var total = weights.Sum();
        var scale = total > 0 ? bounds.Area / total : 0;
        var free = bounds;
        var start = 0;
        while (start < weights.Count)
        {
            var (end, sum) = (start + 1, weights[start] * scale);
            var side = free.Shorter;
            var worst = Worst(weights[start] * scale, weights[start] * scale, sum, side);
            while (end < weights.Count)
            {
                var next = weights[end] * scale;
                var worse = Worst(weights[start] * scale, next, sum + next, side);
                if (worse > worst)
                    break;
                (worst, sum, end) = (worse, sum + next, end + 1);
            }

            free = LayRow(weights, scale, parts, start, end, sum, free);
            start = end;
        }

        return parts;
    }

    // The largest ratio of sides in a row of the given area, whose largest and smallest parts are known.
    private static double Worst(double largest, double smallest, double sum, double side)
    {
        var (square, sums) = (side * side, sum * sum);
        return smallest <= 0 || square <= 0 ? double.PositiveInfinity : Math.Max(square * largest / sums, sums / (square * smallest));
    }

    private static Rect LayRow(
        IReadOnlyList<double> weights, double scale, Rect[] parts, int start, int end, double sum, Rect free)
    {
        var upright = free.Width >= free.Height;
        var side = upright ? free.Height : free.Width;
        var thickness = side > 0 ? sum / side : 0;
        var offset = 0.0;
        for (var i = start; i < end; i++)
        {
            var length = thickness > 0 ? weights[i] * scale / thickness : 0;
            parts[i] = upright
                ? new Rect(free.X, free.Y + offset, thickness, length)
                : new Rect(free.X + offset, free.Y, length, thickness);
            offset += length;
        }

        return upright ? free.Inset(thickness, 0, 0, 0) : free.Inset(0, thickness, 0, 0);
    }
}
