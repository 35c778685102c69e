// SPDX-License-Identifier: GPL-2.0
/*
 * spi-usersim: SPI controllers whose messages are answered by user space.
 * Each number in the parameter "buses" makes one real controller with one spidev device (/dev/spidevN.0) and one
 * control device /dev/spi-usersim-N. A simulator opens the control device and
 *   read()s  one request:  u32 seq, u32 count, count * { u32 hz, u16 mode, u16 len, len bytes that go out }
 *   write()s one answer:   u32 seq, s32 result (0 or -errno), for each transfer its len bytes that come in
 * A request is one message: chip select is low from its first transfer to its last.
 * With no simulator attached every byte that comes in is FF, as a data line that nobody drives: SPI knows no acknowledgement.
 * No answer within timeout_ms gives -ETIMEDOUT.
 */
#include <linux/module.h>
#include <linux/miscdevice.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/spi/spi.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

enum { ST_IDLE, ST_PENDING, ST_SENT, ST_DONE };
#define MAXBUS 4
#define HEAD 8

struct usersim {
	struct platform_device *pdev;
	struct spi_controller *host;
	struct miscdevice misc;
	struct mutex lock;
	wait_queue_head_t rq, dq;
	struct spi_message *msg;
	int state, result;
	u32 seq;
	bool open, up;
	char name[24];
};

static int buses[MAXBUS];
static int nbuses;
module_param_array(buses, int, &nbuses, 0444);
MODULE_PARM_DESC(buses, "bus numbers to create");
static unsigned int timeout_ms = 1000;
module_param(timeout_ms, uint, 0644);

static struct usersim sims[MAXBUS];

static int usersim_message(struct spi_controller *host, struct spi_message *msg)
{
	struct usersim *u = *(struct usersim **)spi_controller_get_devdata(host);
	struct spi_transfer *t;
	int ret = 0;

	mutex_lock(&u->lock);
	if (!u->open) {
		list_for_each_entry(t, &msg->transfers, transfer_list)
			if (t->rx_buf)
				memset(t->rx_buf, 0xFF, t->len);
	} else {
		u->msg = msg;
		u->seq++;
		u->state = ST_PENDING;
		mutex_unlock(&u->lock);
		wake_up_interruptible(&u->rq);
		wait_event_timeout(u->dq, READ_ONCE(u->state) == ST_DONE, msecs_to_jiffies(timeout_ms));
		mutex_lock(&u->lock);
		ret = u->state == ST_DONE ? u->result : -ETIMEDOUT;
		u->state = ST_IDLE;
		u->msg = NULL;
	}
	mutex_unlock(&u->lock);

	if (!ret)
		list_for_each_entry(t, &msg->transfers, transfer_list)
			msg->actual_length += t->len;
	msg->status = ret;
	spi_finalize_current_message(host);
	return 0;
}

static int usersim_open(struct inode *ino, struct file *f)
{
	struct usersim *u = container_of(f->private_data, struct usersim, misc);
	int ret = 0;

	mutex_lock(&u->lock);
	if (u->open)
		ret = -EBUSY;
	else
		u->open = true;
	mutex_unlock(&u->lock);
	f->private_data = u;
	return ret ? ret : nonseekable_open(ino, f);
}

static int usersim_release(struct inode *ino, struct file *f)
{
	struct usersim *u = f->private_data;

	mutex_lock(&u->lock);
	u->open = false;
	if (u->state == ST_PENDING || u->state == ST_SENT) {
		u->result = -EIO;
		u->state = ST_DONE;
	}
	mutex_unlock(&u->lock);
	wake_up(&u->dq);
	return 0;
}

static ssize_t usersim_read(struct file *f, char __user *buf, size_t n, loff_t *pos)
{
	struct usersim *u = f->private_data;
	struct spi_transfer *t;
	u8 *tmp, *p;
	size_t need = HEAD;
	u32 count = 0;
	ssize_t ret;

again:
	if (READ_ONCE(u->state) != ST_PENDING) {
		if (f->f_flags & O_NONBLOCK)
			return -EAGAIN;
		ret = wait_event_interruptible(u->rq, READ_ONCE(u->state) == ST_PENDING);
		if (ret)
			return ret;
	}
	mutex_lock(&u->lock);
	if (u->state != ST_PENDING) {
		mutex_unlock(&u->lock);
		goto again;
	}
	list_for_each_entry(t, &u->msg->transfers, transfer_list) {
		need += HEAD + t->len;
		count++;
	}
	ret = -EMSGSIZE;
	if (n < need)
		goto out;
	ret = -ENOMEM;
	p = tmp = kzalloc(need, GFP_KERNEL);
	if (!tmp)
		goto out;
	memcpy(p, &u->seq, 4);
	memcpy(p + 4, &count, 4);
	p += HEAD;
	list_for_each_entry(t, &u->msg->transfers, transfer_list) {
		u32 hz = t->speed_hz;
		u16 mode = u->msg->spi->mode, len = t->len;

		memcpy(p, &hz, 4);
		memcpy(p + 4, &mode, 2);
		memcpy(p + 6, &len, 2);
		p += HEAD;
		if (t->tx_buf)
			memcpy(p, t->tx_buf, t->len);
		p += t->len;
	}
	ret = copy_to_user(buf, tmp, need) ? -EFAULT : need;
	kfree(tmp);
	if (ret > 0)
		u->state = ST_SENT;
out:
	mutex_unlock(&u->lock);
	return ret;
}

static ssize_t usersim_write(struct file *f, const char __user *buf, size_t n, loff_t *pos)
{
	struct usersim *u = f->private_data;
	struct spi_transfer *t;
	u8 *tmp;
	size_t o = HEAD;
	u32 seq;
	s32 res;
	ssize_t ret;

	if (n < HEAD || n > 256 * 1024)
		return -EINVAL;
	tmp = memdup_user(buf, n);
	if (IS_ERR(tmp))
		return PTR_ERR(tmp);
	memcpy(&seq, tmp, 4);
	memcpy(&res, tmp + 4, 4);
	mutex_lock(&u->lock);
	ret = -ESTALE;			/* it timed out meanwhile */
	if (u->state != ST_SENT || seq != u->seq)
		goto out;
	ret = -EINVAL;
	if (res > 0)
		goto out;
	if (!res) {
		list_for_each_entry(t, &u->msg->transfers, transfer_list) {
			if (o + t->len > n)
				goto out;
			if (t->rx_buf)
				memcpy(t->rx_buf, tmp + o, t->len);
			o += t->len;
		}
	}
	u->result = res;
	u->state = ST_DONE;
	ret = n;
	wake_up(&u->dq);
out:
	mutex_unlock(&u->lock);
	kfree(tmp);
	return ret;
}

static __poll_t usersim_poll(struct file *f, poll_table *pt)
{
	struct usersim *u = f->private_data;

	poll_wait(f, &u->rq, pt);
	return READ_ONCE(u->state) == ST_PENDING ? EPOLLIN | EPOLLRDNORM : 0;
}

static const struct file_operations usersim_fops = {
	.owner = THIS_MODULE,
	.open = usersim_open,
	.release = usersim_release,
	.read = usersim_read,
	.write = usersim_write,
	.poll = usersim_poll,
};

static int usersim_add(struct usersim *u, int bus)
{
	struct spi_board_info chip = {
		.modalias = "dh2228fv",	/* spidev binds to names of real chips only; a Pi's overlays name this one, too */
		.bus_num = bus,
		.max_speed_hz = 125000000,
		.mode = SPI_MODE_0,
	};
	int ret;

	mutex_init(&u->lock);
	init_waitqueue_head(&u->rq);
	init_waitqueue_head(&u->dq);
	snprintf(u->name, sizeof(u->name), "spi-usersim-%d", bus);
	u->misc.minor = MISC_DYNAMIC_MINOR;
	u->misc.name = u->name;
	u->misc.fops = &usersim_fops;

	u->pdev = platform_device_register_simple("spi-usersim", bus, NULL, 0);
	if (IS_ERR(u->pdev)) {
		ret = PTR_ERR(u->pdev);
		u->pdev = NULL;
		return ret;
	}
	u->host = spi_alloc_host(&u->pdev->dev, sizeof(struct usersim *));
	if (!u->host)
		return -ENOMEM;
	*(struct usersim **)spi_controller_get_devdata(u->host) = u;
	u->host->bus_num = bus;
	u->host->num_chipselect = 1;
	u->host->mode_bits = SPI_CPOL | SPI_CPHA;	/* no SPI_LSB_FIRST: the Pi's controller has none */
	u->host->bits_per_word_mask = SPI_BPW_MASK(8);
	u->host->transfer_one_message = usersim_message;
	ret = spi_register_controller(u->host);
	if (ret) {
		spi_controller_put(u->host);
		u->host = NULL;
		return ret;
	}
	if (!spi_new_device(u->host, &chip))
		return -ENODEV;
	ret = misc_register(&u->misc);
	u->up = !ret;
	return ret;
}

static void usersim_stop(void)
{
	int i;

	for (i = 0; i < nbuses; i++) {
		struct usersim *u = &sims[i];

		if (u->up)
			misc_deregister(&u->misc);
		if (u->host)
			spi_unregister_controller(u->host);
		if (u->pdev)
			platform_device_unregister(u->pdev);
	}
}

static int __init usersim_init(void)
{
	int i, ret = 0;

	for (i = 0; i < nbuses && !ret; i++)
		ret = usersim_add(&sims[i], buses[i]);
	if (ret) {
		nbuses = i;
		usersim_stop();
	}
	return ret;
}

static void __exit usersim_exit(void)
{
	usersim_stop();
}

module_init(usersim_init);
module_exit(usersim_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("SPI controllers answered by user space (test only)");
