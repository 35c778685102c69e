namespace EdgeGateway.Outbox;

/// <summary>SQLite's integer of one to nine bytes, most significant first (SQLite file format, section 1.6).</summary>
internal static class Varint
{
    public static bool TryRead(ref ReadOnlySpan<byte> from, out long value)
    {
        value = 0;
        for (var i = 0; i < 9 && i < from.Length; i++)
        {
            if (i == 8)
            {
                value = (value << 8) | from[i];
                from = from[9..];
                return true;
            }

            value = (value << 7) | (long)(from[i] & 0x7f);
            if (from[i] < 0x80)
            {
                from = from[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
