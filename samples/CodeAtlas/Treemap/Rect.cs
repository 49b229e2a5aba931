namespace CodeAtlas;

/// <summary>A rectangle on the map, in its own units.</summary>
internal readonly record struct Rect(double X, double Y, double Width, double Height)
{
    public double Area => Width * Height;

    public double Shorter => Math.Min(Width, Height);

    public Rect Inset(double left, double top, double right, double bottom) =>
        new(X + left, Y + top, Math.Max(0, Width - left - right), Math.Max(0, Height - top - bottom));

    public Rect Inset(double all) => Inset(all, all, all, all);
}
